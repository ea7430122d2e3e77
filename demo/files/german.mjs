/** German texts of the files page: English text, in one line, to German. */
export default {
  Files: 'Dateien',
  'Analyse whole recordings, many times faster than they play. See each sound with its time on the spectrogram, zoom into long ones, and save sounds, sections and genres for Audacity, Raven or a spreadsheet. The recordings stay on this device. <a href="sounds.html">What can it hear?</a>':
    'Analysiert ganze Aufnahmen, viel schneller, als sie spielen. Zeigt jedes Geräusch mit seiner Zeit am Spektrogramm, vergrößert lange Aufnahmen und speichert Geräusche, Abschnitte und Genres für Audacity, Raven oder eine Tabelle. Die Aufnahmen bleiben auf diesem Gerät. <a href="sounds.html">Was kann es hören?</a>',
  'In the next files, also find chords and the key (a simple estimate)':
    'In den nächsten Dateien auch Akkorde und die Tonart finden (eine einfache Schätzung)',
  'Try it with the demo scene': 'Mit der Beispielszene ausprobieren',
};

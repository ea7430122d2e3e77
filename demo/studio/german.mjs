/** German texts of the Studio: English text, in one line, to German. */
export default {
  Studio: 'Studio',
  'Put your recordings on tracks. Each track has Pinna as a plugin: it passes the sound through unchanged, and turns what it detects into markers, MIDI notes and files. The recordings stay on this device.':
    'Legen Sie Ihre Aufnahmen auf Spuren. Jede Spur hat Pinna als Plugin: Es lässt den Ton unverändert durch und macht aus Gehörtem Marken, MIDI-Noten und Dateien. Die Aufnahmen bleiben auf diesem Gerät.',
  Transport: 'Wiedergabe',
  Play: 'Abspielen',
  'To the start': 'Zum Anfang',
  'Add tracks…': 'Spuren hinzufügen…',
  'File format of the markers': 'Dateiformat der Marken',
  'Save markers': 'Marken speichern',
  Undo: 'Rückgängig',
  'Drop recordings on this page, or choose them. Each becomes a track.':
    'Ziehen Sie Aufnahmen auf diese Seite, oder wählen Sie sie aus. Jede wird eine Spur.',
  'Choose recordings…': 'Aufnahmen wählen…',
  'Take two demo tracks': 'Zwei Beispielspuren nehmen',
  Position: 'Position',
};

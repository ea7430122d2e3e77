/** German texts of the page Explore: English text, in one line, to German. */
export default {
  Explore: 'Erkunden',
  'A map of recordings: those that sound alike lie together. Drop a folder below, with a folder in it for each class. Hear each mark under the pointer, see which values separate the classes, select sounds and teach them. The recordings stay on this device.':
    'Eine Karte von Aufnahmen: Was ähnlich klingt, liegt beisammen. Legen Sie unten einen Ordner ab, darin einen Ordner für jede Klasse. Hören Sie jede Marke unter dem Zeiger, sehen Sie, welche Werte die Klassen trennen, wählen Sie Geräusche aus und bringen Sie sie bei. Die Aufnahmen bleiben auf diesem Gerät.',
  'Try it with example sounds': 'Mit Beispielgeräuschen ausprobieren',
  'Listen: collect sounds in the log, and try what you have taught':
    'Zuhören: Geräusche im Protokoll sammeln und ausprobieren, was Sie beigebracht haben',
};

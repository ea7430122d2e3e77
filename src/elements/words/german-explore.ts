import { counted, type ExploreStrings } from './strings.js';

/** German texts of `<pinna-explore>`. */
export const germanExplore: ExploreStrings = {
  drop: 'Legen Sie hier einen Ordner mit Aufnahmen ab, oder wählen Sie einen. Die Ordner darin sind die Klassen.',
  chooseFolder: 'Ordner wählen …',
  takeLog: 'Protokoll übernehmen',
  logEmpty:
    'Von keinem Eintrag des Protokolls ist noch Klang da. Starten Sie das Zuhören und versuchen Sie es nach den nächsten Geräuschen wieder.',
  removeAll: 'Alle entfernen',
  progress: (done, all) => `${done} von ${counted(all, 'Aufnahme', 'Aufnahmen')} analysiert`,
  computing: 'Die Karte wird gezeichnet …',
  notDrawn: 'Die Karte zeigt noch nicht alles.',
  draw: 'Karte zeichnen',
  needsMore: 'Eine Karte braucht mindestens drei Aufnahmen.',
  tooMany: (most) =>
    `Eine Seite zeigt höchstens ${counted(most, 'Aufnahme', 'Aufnahmen')}; die übrigen fehlen. Auf der Kommandozeile gibt es keine Grenze: pinna explore.`,
  failed: (files) =>
    `${counted(files, 'Datei', 'Dateien')} ${files.plural === 'one' ? 'ist' : 'sind'} nicht zu gebrauchen`,
  values: 'Werte',
  kinds: { descriptors: 'Von Hand: 57 Deskriptoren', embedding: 'Gelernt: Einbettung' },
  layout: 'Anordnung',
  layouts: { pca: 'Hauptkomponenten', neighbours: 'Nachbarn (UMAP)' },
  play: 'Unter dem Zeiger abspielen',
  map: (recordings, values) => `Karte von ${counted(recordings, 'Aufnahme', 'Aufnahmen')}. ${values}`,
  hint: 'Zeigen Sie auf eine Marke, um sie zu hören. Umfahren Sie Marken, um sie auszuwählen. Mit der Tastatur: Pfeiltasten gehen von Marke zu Marke, die Leertaste wählt aus, die Eingabetaste spielt ab.',
  explained: (across, up) => `Die Achsen zeigen ${across} und ${up} der Varianz.`,
  neighbourNote: 'Nachbarn bleiben beisammen. Abstände zwischen Gruppen sagen wenig.',
  classes: 'Klassen',
  noClass: 'ohne Klasse',
  accuracy: 'Wie gut trennen die Werte die Klassen?',
  accuracyWhat:
    'Ein linearer Klassifikator (Ridge-Regression) wird an alle Aufnahmen außer einer angepasst und nach der Klasse dieser einen gefragt; so für jede.',
  accuracyNeeds: 'Dazu braucht es zwei Klassen: einen Ordner für jede, oder Marken, die Sie auswählen und benennen.',
  accuracyColumns: { values: 'Werte', accuracy: 'Gefunden', chance: 'Immer die größte Klasse' },
  recording: 'Aufnahme',
  noRecording: 'Zeigen Sie auf eine Marke.',
  unusual: 'Hier am ungewöhnlichsten',
  unusualWhat:
    'Nach der Einbettung am weitesten von allen anderen entfernt; der Abstand geht von 0 bis 2. Auf der Karte haben sie einen Ring.',
  unusualMark: 'hier ungewöhnlich',
  nearest: 'Am ähnlichsten',
  selected: (recordings) => `${counted(recordings, 'Aufnahme', 'Aufnahmen')} ausgewählt`,
  addNearest: ({ text }) => `Die ${text} ähnlichsten dazu`,
  addClass: 'Ihre Klasse dazu',
  selectNone: 'Nichts auswählen',
  label: 'Klasse',
  setLabel: 'Klasse setzen',
  learnt: (label, recordings) => `Gelernt: ${label}, aus ${counted(recordings, 'Aufnahme', 'Aufnahmen')}.`,
  boxes: 'Deskriptoren nach Klassen',
  descriptor: 'Deskriptor, die nützlichsten zuerst',
  separates: (share) => `${share} seiner Varianz liegt zwischen den Klassen.`,
  boxColumns: {
    class: 'Klasse',
    count: 'Aufnahmen',
    first: 'Erstes Quartil',
    median: 'Median',
    third: 'Drittes Quartil',
  },
  correlation: 'Korrelation der Deskriptoren',
  correlationWhat:
    'Jede Zeile und jede Spalte ist ein Deskriptor. Rot: Beide steigen gemeinsam. Blau: Einer steigt, wenn der andere fällt.',
  gridHint:
    'Zeigen Sie auf eine Zelle, um ihre beiden Deskriptoren zu sehen. Mit der Tastatur: Pfeiltasten gehen von Zelle zu Zelle.',
  strongestPairs: 'Die stärksten Paare',
  pair: (one, other, value) => `${one} und ${other}: ${value}`,
};

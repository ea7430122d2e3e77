import type { NoveltyStrings } from './novelty-strings.js';

/** The German texts of `<pinna-novelty>`. */
export const germanNovelty: NoveltyStrings = {
  beforeSound: 'Starten Sie das Zuhören. Nach einer Minute Klang steht hier, was neu ist.',
  learning: (share) => `Lernt den Ort: ${share}`,
  familiar: 'Vertraut',
  isNew: 'Hier noch nie gehört',
  score: 'Neuheit',
  rank: (share) => `Ungewöhnlicher als ${share} der Momente hier`,
  kinds: ({ text, plural }) => (plural === 'one' ? `${text} Klangart bekannt` : `${text} Klangarten bekannt`),
  heard: 'Gehört',
  expected: 'Erwartet',
  heardPicture: (seconds) => `Spektrogramm der letzten ${seconds} Sekunden`,
  expectedPicture: (seconds) =>
    `Was in den letzten ${seconds} Sekunden zu erwarten war, gezeichnet nach dem ähnlichsten Klang, der hier zu hören war`,
  compare: 'Vergleichen',
  by: { sound: 'Klänge (Einbettung)', picture: 'Bilder (Autoencoder)' },
  list: 'Neu hier',
  none: 'Noch nichts Neues.',
  item: (time, share) => `${time} – ${share}`,
  announce: (time) => `Hier noch nie gehört vor ${time}`,
  save: 'Liste speichern',
  forget: 'Diesen Ort vergessen',
  forgetQuestion: 'Alle Klänge vergessen, die hier zu hören waren?',
  forgetYes: 'Vergessen',
  forgetNo: 'Behalten',
  noEmbedding: 'Dieses Modell liefert keine Einbettung. Stattdessen werden Bilder verglichen.',
  noPicture: 'Das erwartete Bild konnte nicht geladen werden.',
  notStored: 'Dieses Gerät speichert nicht, was zu hören war. Es ist bekannt, bis die Seite geschlossen wird.',
};

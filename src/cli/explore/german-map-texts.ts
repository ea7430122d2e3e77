import type { MapTexts } from './map-texts.js';

/** German texts of the page with the maps. */
export const germanMapTexts: MapTexts = {
  title: (count) => `Karte von ${count} Aufnahmen`,
  madeBy: (model) =>
    `Erstellt von <code>pinna explore</code> mit dem Modell ${model}. Aufnahmen, die ähnlich klingen, liegen beisammen. Zeigen Sie auf eine Marke, oder gehen Sie mit der Tabulatortaste zu ihr: Ihr Name erscheint unter der Karte.`,
  play: 'Die Aufnahme unter dem Zeiger oder dem Fokus abspielen',
  accuracy:
    'Wie oft ein linearer Klassifikator die Klasse einer Aufnahme findet, an die er nicht angepasst wurde (jede wird einmal ausgelassen)',
  columns: { values: 'Werte', accuracy: 'Genauigkeit', variance: 'Varianz auf der Karte' },
  chance: (share) => `immer die größte Klasse: ${share}`,
  needsClasses: 'braucht zwei Klassen',
  kinds: { descriptors: 'Von Hand: 57 Deskriptoren', embedding: 'Gelernt: die Einbettung des Netzes' },
  layouts: {
    pca: 'Waagrecht die erste Hauptkomponente, senkrecht die zweite.',
    neighbours: 'Anordnung nach Nachbarn (UMAP).',
  },
  classes: 'Klassen',
  unusual: 'Hier am ungewöhnlichsten',
  unusualWhat:
    'Die Aufnahmen, die nach der Einbettung am weitesten von allen anderen entfernt sind, mit ihrem Kosinusabstand, 0 bis 2.',
  ranked: 'Deskriptoren, die die Klassen am besten trennen',
  separates: (name, share) => `${name}: ${share} seiner Varianz liegt zwischen den Klassen`,
  boxes: 'Kastengrafiken nach Klassen',
  correlation: 'Korrelation der Deskriptoren',
  correlationWhat:
    'Jede Zeile und jede Spalte ist ein Deskriptor, in der Reihenfolge der Tabelle: Rote steigen gemeinsam, bei Blau steigt einer, wenn der andere fällt. Zeigen Sie auf eine Zelle, um die Namen zu sehen.',
  heatMap: 'Korrelationen als farbiges Gitter',
  failed: 'Nicht auf der Karte',
};

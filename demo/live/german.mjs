/** German texts of the live page: English text, in one line, to German. */
export default {
  'Live sounds': 'Geräusche live',
  'Teach your own sound': 'Ein eigenes Geräusch beibringen',
  'What it looks like: a bird sings.': 'So sieht es aus: Ein Vogel singt.',
  'What it looks like: music.': 'So sieht es aus: Musik.',
  'What it looks like: a siren.': 'So sieht es aus: eine Sirene.',
};

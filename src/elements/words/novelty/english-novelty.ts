import type { NoveltyStrings } from './novelty-strings.js';

/** The English texts of `<pinna-novelty>`. */
export const englishNovelty: NoveltyStrings = {
  beforeSound: 'Start listening. After a minute of sound, it says what is new here.',
  learning: (share) => `Learning this place: ${share}`,
  familiar: 'Familiar',
  isNew: 'Never heard here',
  score: 'Novelty',
  rank: (share) => `More unusual than ${share} of the moments here`,
  kinds: ({ text, plural }) => (plural === 'one' ? `${text} kind of sound known` : `${text} kinds of sound known`),
  heard: 'Heard',
  expected: 'Expected',
  heardPicture: (seconds) => `Spectrogram of the last ${seconds} seconds`,
  expectedPicture: (seconds) =>
    `What was to be expected in the last ${seconds} seconds, drawn from the most similar sound of this place`,
  compare: 'Compare',
  by: { sound: 'sounds (embedding)', picture: 'pictures (auto-encoder)' },
  list: 'New here',
  none: 'Nothing new yet.',
  item: (time, share) => `${time} · ${share}`,
  announce: (time) => `Never heard here before ${time}`,
  save: 'Save the list',
  forget: 'Forget this place',
  forgetQuestion: 'Forget all sounds of this place?',
  forgetYes: 'Forget',
  forgetNo: 'Keep',
  noEmbedding: 'This model gives no embedding. Pictures are compared instead.',
  noPicture: 'The expected picture could not be loaded.',
  notStored: 'This device does not store the known sounds. They are known until the page is closed.',
};

/** German texts of the page “What can it hear?”: English text, in one line, to German. */
export default {
  'What can it hear?': 'Was kann es hören?',
  'Every sound that Pinna can name, how well it knows it, and what it mistakes it for. It notices <em>that</em> a bird sings; it names no species, no speaker, no word and no tune.':
    'Jedes Geräusch, das Pinna benennen kann, wie gut es das kann und womit es verwechselt wird. Es merkt, <em>dass</em> ein Vogel singt; es nennt keine Art, keine Person, kein Wort und keine Melodie.',
  'How it learnt this': 'Wie es das gelernt hat',
  'Find a sound': 'Geräusch suchen',
  Birds: 'Vögel',
  'One question: does a bird sing or call? Which bird it is, Pinna does not know.':
    'Eine einzige Frage: Singt oder ruft ein Vogel? Welcher, weiß Pinna nicht.',
  'Music genres': 'Musikrichtungen',
  'Shown only while there is music.': 'Nur gezeigt, solange Musik spielt.',
  Sounds: 'Geräusche',
  'Several can sound at once.': 'Mehrere können zugleich erklingen.',
};

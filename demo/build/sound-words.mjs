/** German reasons for quiet classes, by the English reason in models/classes.json. */
const GERMAN_REASONS = {
  'They describe a sound, not its source: nearly everything buzzes, clicks or thuds.':
    'Sie beschreiben einen Klang, nicht seine Quelle: Fast alles summt, klickt oder poltert.',
  'They say that there is noise, or none. A listener wants to know about sounds.':
    'Sie sagen, dass es rauscht oder still ist. Gefragt sind Geräusche.',
  // eslint-disable-next-line prose/no-private-words -- the words of models/classes.json
  'They describe the place or the recording, which cannot be told from a short sound.':
    'Sie beschreiben den Ort oder die Aufnahme. Das lässt sich aus einem kurzen Klang nicht erkennen.',
  'They are signals and devices without a sound that one would recognise them by.':
    'Es sind Signale und Geräte ohne einen Klang, an dem man sie erkennen würde.',
  'They collect too much: the family above or the kind below is the better answer.':
    'Sie fassen zu viel zusammen: Die Familie darüber oder die Art darunter ist die bessere Antwort.',
  // eslint-disable-next-line prose/no-private-words -- the words of models/classes.json
  'Another head answers the question which style of music it is, or whether a bird is heard. Two answers could contradict each other.':
    'Welche Musik spielt und ob ein Vogel singt, wird anderswo beantwortet. Zwei Antworten könnten sich widersprechen.',
  'They say what music is for, or how it feels, which is not in the sound alone.':
    'Sie sagen, wozu Musik dient oder wie sie wirkt. Das liegt nicht im Klang allein.',
  'They are guesses about a person. The voice does not show who somebody is, or whether a heart is healthy.':
    'Es sind Vermutungen über einen Menschen. Die Stimme verrät nicht, wer jemand ist oder ob ein Herz gesund ist.',
  'They say how somebody speaks; “speech” is the answer.': 'Sie sagen, wie jemand spricht; die Antwort ist „Sprache“.',
  'Sirens sound different in each country. “Siren” is the answer, not the vehicle.':
    'Sirenen klingen in jedem Land anders. Die Antwort ist „Sirene“, nicht das Fahrzeug.',
};

/** Texts of the page “What can it hear?” around its data. */
export const WORDS = {
  en: {
    model: (name, version) => `This is about the model <code>${name}</code> ${version}.`,
    measured:
      'Its figures are from recordings that it was not trained on, but that chose its thresholds: expect a little less.',
    unmeasured: 'How well it knows each sound has not been measured yet.',
    genres: (share) => `Of music, it names ${share} of the tracks rightly.`,
    limits: 'In a noisy place, or far away, it knows less.',
    notMeasured: 'Not measured.',
    genreNotMeasured: 'Measured only together with the other genres.',
    neverFound: 'Not found once in the test.',
    found: (tenths) =>
      tenths === 10 ? 'Found every time.' : `Found ${tenths} ${tenths === 1 ? 'time' : 'times'} in 10.`,
    right: (tenths) =>
      tenths === 10
        ? 'When it says so, it was always right.'
        : tenths === 0
          ? 'When it said so, it was never right.'
          : `When it says so, it is right ${tenths} ${tenths === 1 ? 'time' : 'times'} in 10.`,
    basis: (clips) => `(${clips} test recordings${clips < 20 ? ', which is few' : ''})`,
    reportedAs: (list) => `Sometimes taken for ${list}.`,
    insteadOf: (list) => `May really be ${list}.`,
    families: (list) => `Belongs to ${list}.`,
    familiesTitle: 'Families',
    familiesIntro: 'If it is not sure which of these it is, Pinna names only the family.',
    quietTitle: 'Sounds with a score that are never reported',
    quietIntro: 'The network knows these too, but Pinna does not report them.',
    quietReason: (reason) => reason,
    otherReason: 'Their measured quality is too low, or nobody measured it.',
  },
  de: {
    model: (name, version) => `Hier geht es um das Modell <code>${name}</code> ${version}.`,
    measured:
      'Die Angaben stammen von Aufnahmen, mit denen es nicht trainiert wurde, nach denen aber seine Schwellen gewählt sind: Erwarten Sie etwas weniger.',
    unmeasured: 'Wie gut es jedes Geräusch erkennt, ist noch nicht gemessen.',
    genres: (share) => `Von Musik benennt es ${share} der Stücke richtig.`,
    limits: 'Wo es laut ist oder aus der Ferne erkennt es weniger.',
    notMeasured: 'Nicht gemessen.',
    genreNotMeasured: 'Nur gemeinsam mit den anderen Musikrichtungen gemessen.',
    neverFound: 'Im Test nie gefunden.',
    found: (tenths) => (tenths === 10 ? 'Jedes Mal gefunden.' : `In ${tenths} von 10 Fällen gefunden.`),
    right: (tenths) =>
      tenths === 10
        ? 'Wenn es gemeldet wurde, stimmte es immer.'
        : tenths === 0
          ? 'Wenn es gemeldet wurde, stimmte es nie.'
          : `Wenn es gemeldet wird, stimmt es in ${tenths} von 10 Fällen.`,
    basis: (clips) => `(${clips} Testaufnahmen${clips < 20 ? ', das sind wenige' : ''})`,
    reportedAs: (list) => `Wird manchmal verwechselt mit: ${list}.`,
    insteadOf: (list) => `Kann in Wahrheit sein: ${list}.`,
    families: (list) => `Gehört zu: ${list}.`,
    familiesTitle: 'Familien',
    familiesIntro: 'Wenn nicht sicher ist, welches davon es ist, nennt Pinna nur die Familie.',
    quietTitle: 'Geräusche mit einem Wert, die nie gemeldet werden',
    quietIntro: 'Das Netz kennt auch diese, aber Pinna meldet sie nicht.',
    quietReason: (reason) => {
      if (!Object.hasOwn(GERMAN_REASONS, reason))
        throw new Error(`demo/build/sound-words.mjs: no German for "${reason}"`);
      return GERMAN_REASONS[reason];
    },
    otherReason: 'Ihre Güte ist zu gering oder nicht gemessen.',
  },
};

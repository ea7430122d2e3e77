/** Returns a function that writes numbers of a language with a fixed number of decimals. */
const numberIn = (language) => (value, decimals) =>
  value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });

/** Returns a function that writes the values of a table. */
const valueIn = (language) => (value) =>
  value.toLocaleString(language, { maximumSignificantDigits: 4, useGrouping: false });

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (exponent) =>
  String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);

/** Returns a function that writes the numbers on an axis. Small ones are powers of ten. */
const axisIn = (language) => (value) =>
  value !== 0 && Math.abs(value) < 0.0009
    ? `10${raised(Math.round(Math.log10(value)))}`
    : value.toLocaleString(language, { maximumSignificantDigits: 3, useGrouping: false });

/** Returns where a learning rate lies, by its place in the range of good ones. */
const placeOf = (rate, [low, high], [below, within, above]) => (rate < low ? below : rate > high ? above : within);
const rounded = (rate) => String(Number(rate.toPrecision(2)));

/** Texts of the page “How it learnt” around its data. */
export const WORDS = {
  en: {
    number: numberIn('en'),
    format: axisIn('en'),
    figure: (text) => text,
    value: valueIn('en'),
    values: (title) => `Values: ${title}`,
    between: (x, from, to) => `From ${x} ${from} to ${x} ${to}.`,
    course: { falling: 'Falling', rising: 'Rising', level: 'Level' },
    lineGoes: (name, first, last) => `${name} from ${first} to ${last}`,
    seenOnCard: (name) => `The card of ${name} has the figures.`,
    splits: 'Recordings in each part',
    splitHead: ['part', 'clips', 'sources', 'hours'],
    train: 'training',
    val: 'validation',
    probe: 'What the trunk knows',
    stages: (name) => `Stages of the model ${name}, on the validation split`,
    noStages: (name) => `The card of ${name} has no table of its stages.`,
    step: 'step',
    loss: (name) => `${name}: loss in training`,
    lossAxis: 'Loss on a logarithmic scale: the whole one, weighted, and that of each head.',
    learntByHeart: (name) => `${name}: loss for ESC-50, training clips and others`,
    lossOfClips: 'Loss, nats. The gap between the lines is what the network knows only by heart.',
    quality: (name) => `${name}: figures on the validation split`,
    qualityAxis: 'Shares and areas under the curve: 1 is perfect.',
    curvesPicture: (name) => `Curves of the model ${name}: loss in training, loss for ESC-50, figures on validation`,
    curvesSeen: {
      'crnn 1.0.0':
        'Left: the whole loss falls a little, from 5.85 to 4.93 in 1200 steps. Middle: the loss for validation clips falls from 0.54 to 0.51, that for training clips from 0.31 to 0.27, so the gap grows slightly. Right: the accuracy for ESC-50 rises from 0.89 to 0.90, while birds in field recordings fall from 0.81 to 0.77.',
      'free 1.0.0':
        'Left: the whole loss falls from 3.82 to 2.40 in 700 steps. Middle and right: one point each, because the figures were measured only at the end.',
    },
    curvesOf: (name) => `Curves of the model ${name}`,
    trunkSeen:
      'The loss falls from 2.32 to 1.98 in 1500 steps: quickly in the first 100, then slowly, with small rises in between.',
    trunkPicture: 'Loss of the distillation, falling over its steps',
    losses: { loss: 'whole', events: 'events', single: 'single sounds', genre: 'genre', bird: 'bird' },
    clipLosses: { escLoss: 'validation clips', escLossSeen: 'training clips' },
    validation: {
      escAccuracy: 'ESC-50 accuracy',
      birdAucField: 'birds, field recordings',
      birdAuc: 'birds, all',
      genreAccuracy: 'genre accuracy',
      speechAuc: 'speech',
      musicAuc: 'music',
    },
    rate: (config) => `Range test of the learning rate, ${config}`,
    rateAxis: 'learning rate',
    rateLoss: 'Loss in training, whole, weighted.',
    ofEachStep: 'each step',
    smoothed: 'smoothed',
    good: 'good rates',
    own: 'the rate in use',
    rateSeen: (first, lowest, at, last, highest) =>
      `The smoothed loss falls from ${first} to its lowest value, ${lowest}, at a rate of ${at}. At the highest rate, ${highest}, it is ${last}.`,
    rateFound: ({ steepest, divergence, own, good }, steps) =>
      `In ${steps} steps, the loss falls most steeply at a rate of ${rounded(steepest)}. ` +
      (divergence === null
        ? 'It does not break up to the highest rate. '
        : `From ${rounded(divergence)} on, half of the gain is gone. `) +
      `Good rates are ${good.map(rounded).join(' to ')}. The recipe uses ${own}, which is ` +
      `${placeOf(own, good, ['more careful', 'in this range', 'more daring'])}.`,
    rateUnclear: 'The loss fell by no more than chance: this test was too short to decide.',
    choices: 'What each choice of the distillation is worth',
    transfer: 'What the transfer gains, and what it forgets',
    ablations:
      'Change of each figure if one part is left out or changed, points; the first row is the accuracy itself, %',
    thresholds: 'Thresholds of the sounds that are reported',
    thresholdsAxis: 'Threshold, from quickly convinced to nearly certain, and the number of sounds with it.',
    thresholdsSeen: (most, all, from, to) =>
      `Of ${all} sounds, ${most} have a threshold from ${from} to ${to}; no other step has more.`,
    thresholdHead: ['threshold', 'sounds'],
    reliability: (name) =>
      `Reliability diagrams of ${name}: for each score, how often it was right. On the diagonal, a score means what it says.`,
    reliabilitySeen: {
      'crnn 1.0.0':
        'Four diagrams. The scores of events lie above the diagonal: of the reports with a score of 0.5, about three in four are right, so these scores are too modest. That holds most for the event with the highest score. The points of genre and bird jump around the diagonal, since each stands for few recordings.',
    },
    calibration: (name) => `Calibration error of each head of ${name}`,
    calibrationHead: ['head', 'mean distance from the diagonal'],
    temperature: (list) => `Each head’s scores are divided by a temperature before anything else: ${list}.`,
    heads: { genre: 'genre', bird: 'bird', events: 'events' },
    events: 'Everyday sounds (ESC-50, fold 4)',
    genre: 'Music genres',
    matrixPicture: 'A row is a sound, a column an answer.',
    matrixSeen: (right, all) => `${right} of ${all} recordings were named rightly: they are on the diagonal.`,
    matrixWorst: ({ sound, reported, count, of }) =>
      `The most frequent confusion: ${sound} was taken for ${reported}, ${count} of ${of} times.`,
    matrixHead: ['what was played', 'recordings', 'right', 'also answered (recordings)'],
    matrixAxes: 'Down: what was played. Across: what the network said. Green is right, amber is wrong.',
    chooseRow: 'What was played',
    mostTaken: 'Taken for something else most often',
    taken: (sound, reported, count, of) => `${sound}, taken for ${reported}: ${count} of ${of}`,
    matrixImage: {
      'confusion-events': 'Confusion matrix of the ESC-50 classes',
      'confusion-genre': 'Confusion matrix of the genres',
    },
    wrong: (name) => `Sounds with the most wrong reports, ${name}`,
    wrongHead: ['reported', 'wrong reports', 'in hours without it', 'what it was (clips)'],
    nothing: 'nothing that has a label',
    believed: (name) => `What the reports of ${name} are worth`,
    comparison: 'All models; the best of each row is bold',
    figures: {
      download: 'download of the weights',
      cost: 'multiply-adds per second of sound, millions',
      escAccuracy: 'everyday sounds named rightly (ESC-50)',
      segmentF1: 'overlapping sounds, F1 of each second',
      birdAucPairsPlaced: 'bird or none, in mixtures: area under the curve',
      birdAucField: 'bird or none, field recordings: area under the curve',
      genreAccuracy: 'tracks with the right genre',
      speechRecall: 'speech found',
      speechFalse: 'speech reported falsely',
      musicRecall: 'music found',
      musicFalse: 'music reported falsely',
      delaySharpMedian: 'from a sharp onset to the report, median',
      falsePerHourSteady: 'false reports per hour of silence and noise',
    },
    licence: 'licence of the weights',
    researchOnly: 'research only',
    recurrent: 'memory',
    unbounded: 'recurrent',
    bounded: 'bounded',
    cards: (list) => `Cards (in English): ${list}`,
    card: undefined,
  },
  de: {
    number: numberIn('de'),
    format: axisIn('de'),
    figure: (text) => text.replace(/(\d)\.(\d)/g, '$1,$2'),
    value: valueIn('de'),
    values: (title) => `Werte: ${title}`,
    between: (x, from, to) => `Von ${x} ${from} bis ${x} ${to}.`,
    course: { falling: 'Fallend', rising: 'Steigend', level: 'Gleich' },
    lineGoes: (name, first, last) => `${name} von ${first} auf ${last}`,
    seenOnCard: (name) => `Die Zahlen stehen auf der Karte von ${name}.`,
    splits: 'Aufnahmen in jedem Teil',
    splitHead: ['Teil', 'Ausschnitte', 'Quellen', 'Stunden'],
    train: 'Training (Lernen)',
    val: 'Validierung',
    probe: 'Was der Stamm weiß',
    stages: (name) => `Stufen des Modells ${name}, auf den Validierungsdaten`,
    noStages: (name) => `Die Karte von ${name} hat keine Tabelle ihrer Stufen.`,
    step: 'Schritt',
    loss: (name) => `${name}: Verlust im Training`,
    lossAxis: 'Verlust, logarithmisch: der ganze, gewichtet, und der jedes Kopfes.',
    learntByHeart: (name) => `${name}: Verlust für ESC-50, Ausschnitte des Trainings und andere`,
    lossOfClips: 'Verlust, nats. Der Abstand der Linien ist das, was das Netz nur auswendig weiß.',
    quality: (name) => `${name}: Zahlen auf den Validierungsdaten`,
    qualityAxis: 'Anteile und Flächen unter der Kurve: 1 ist vollkommen.',
    curvesPicture: (name) =>
      `Kurven des Modells ${name}: Verlust im Training, Verlust für ESC-50, Zahlen der Validierung`,
    curvesSeen: {
      'crnn 1.0.0':
        'Links: Der ganze Verlust fällt ein wenig, in 1200 Schritten von 5,85 auf 4,93. Mitte: Der Verlust für Ausschnitte der Validierung fällt von 0,54 auf 0,51, der für Ausschnitte des Trainings von 0,31 auf 0,27; der Abstand wächst also leicht. Rechts: Die Genauigkeit für ESC-50 steigt von 0,89 auf 0,90, Vögel in Feldaufnahmen fallen von 0,81 auf 0,77.',
      'free 1.0.0':
        'Links: Der ganze Verlust fällt in 700 Schritten von 3,82 auf 2,40. Mitte und rechts: je ein Punkt, denn gemessen wurde nur am Ende.',
    },
    curvesOf: (name) => `Kurven des Modells ${name}`,
    trunkSeen:
      'Der Verlust fällt in 1500 Schritten von 2,32 auf 1,98: in den ersten 100 schnell, dann langsam, mit kleinen Anstiegen dazwischen.',
    trunkPicture: 'Verlust der Destillation, fallend über ihre Schritte',
    losses: {
      loss: 'ganzer',
      events: 'Ereignisse',
      single: 'einzelne Geräusche',
      genre: 'Musikrichtung',
      bird: 'Vogel',
    },
    clipLosses: { escLoss: 'Ausschnitte der Validierung', escLossSeen: 'Ausschnitte des Trainings' },
    validation: {
      escAccuracy: 'Genauigkeit ESC-50',
      birdAucField: 'Vögel, Feldaufnahmen',
      birdAuc: 'Vögel, alle',
      genreAccuracy: 'Genauigkeit Musikrichtung',
      speechAuc: 'Sprache',
      musicAuc: 'Musik',
    },
    rate: (config) => `Test der Lernrate, ${config}`,
    rateAxis: 'Lernrate',
    rateLoss: 'Verlust im Training, ganz, gewichtet.',
    ofEachStep: 'jeder Schritt',
    smoothed: 'geglättet',
    good: 'gute Raten',
    own: 'die verwendete Rate',
    rateSeen: (first, lowest, at, last, highest) =>
      `Der geglättete Verlust fällt von ${first} auf seinen kleinsten Wert, ${lowest}, bei einer Rate von ${at}. Bei der höchsten Rate, ${highest}, ist er ${last}.`,
    rateFound: ({ steepest, divergence, own, good }, steps) =>
      `In ${steps} Schritten fällt der Verlust am steilsten bei einer Rate von ${rounded(steepest)}. ` +
      (divergence === null
        ? 'Bis zur höchsten Rate bricht er nicht aus. '
        : `Ab ${rounded(divergence)} ist die Hälfte des Gewinns verloren. `) +
      `Gute Raten sind ${good.map(rounded).join(' bis ')}. Das Rezept verwendet ${own}: Das ist ` +
      `${placeOf(own, good, ['vorsichtiger', 'in diesem Bereich', 'gewagter'])}.`,
    rateUnclear: 'Der Verlust fiel nicht stärker als durch Zufall: Dieser Test war zu kurz, um zu entscheiden.',
    choices: 'Was jede Entscheidung der Destillation wert ist',
    transfer: 'Was das Übertragen bringt, und was es vergisst',
    ablations:
      'Änderung jeder Zahl, wenn ein Teil fehlt oder anders ist, Punkte; die erste Zeile ist die Genauigkeit selbst, %',
    thresholds: 'Schwellen der Geräusche, die gemeldet werden',
    thresholdsAxis: 'Schwelle, von schnell überzeugt bis fast sicher, und die Zahl der Geräusche damit.',
    thresholdsSeen: (most, all, from, to) =>
      `Von ${all} Geräuschen haben ${most} eine Schwelle von ${from} bis ${to}; keine andere Stufe hat mehr.`,
    thresholdHead: ['Schwelle', 'Geräusche'],
    reliability: (name) =>
      `Zuverlässigkeit von ${name}: wie oft jeder Wert stimmte. Auf der Diagonale bedeutet ein Wert, was er sagt.`,
    reliabilitySeen: {
      'crnn 1.0.0':
        'Vier Diagramme. Die Werte der Ereignisse liegen über der Diagonale: Von den Meldungen mit dem Wert 0,5 stimmen etwa drei von vier, diese Werte sind also zu bescheiden. Am meisten gilt das für das Ereignis mit dem höchsten Wert. Die Punkte von Musikrichtung und Vogel springen um die Diagonale, denn jeder steht für wenige Aufnahmen.',
    },
    calibration: (name) => `Kalibrierungsfehler jedes Kopfes von ${name}`,
    calibrationHead: ['Kopf', 'mittlerer Abstand von der Diagonale'],
    temperature: (list) => `Die Werte jedes Kopfes werden zuerst durch eine Temperatur geteilt: ${list}.`,
    heads: { genre: 'Musikrichtung', bird: 'Vogel', events: 'Ereignisse' },
    events: 'Geräusche des Alltags (ESC-50, Teil 4)',
    genre: 'Musikrichtungen',
    matrixPicture: 'Eine Zeile ist ein Geräusch, eine Spalte eine Antwort.',
    matrixSeen: (right, all) => `${right} von ${all} Aufnahmen wurden richtig benannt: Sie liegen auf der Diagonale.`,
    matrixWorst: ({ sound, reported, count, of }) =>
      `Die häufigste Verwechslung: ${sound} wurde für ${reported} gehalten, ${count} von ${of} Mal.`,
    matrixHead: ['was erklang', 'Aufnahmen', 'richtig', 'auch geantwortet (Aufnahmen)'],
    matrixAxes: 'Nach unten: was erklang. Nach rechts: was das Netz sagte. Grün ist richtig, Bernstein ist falsch.',
    chooseRow: 'Was erklang',
    mostTaken: 'Am häufigsten verwechselt',
    taken: (sound, reported, count, of) => `${sound}, gehalten für ${reported}: ${count} von ${of}`,
    matrixImage: {
      'confusion-events': 'Verwechslungsmatrix der Klassen von ESC-50',
      'confusion-genre': 'Verwechslungsmatrix der Musikrichtungen',
    },
    wrong: (name) => `Geräusche mit den meisten falschen Meldungen, ${name}`,
    wrongHead: ['gemeldet', 'falsche Meldungen', 'in Stunden ohne dieses Geräusch', 'was es war (Ausschnitte)'],
    nothing: 'nichts Beschriftetes',
    believed: (name) => `Was die Meldungen von ${name} wert sind`,
    comparison: 'Alle Modelle; das Beste jeder Zeile ist fett',
    figures: {
      download: 'Größe der Gewichte',
      cost: 'Multiplikationen je Sekunde Ton, Millionen',
      escAccuracy: 'Geräusche des Alltags richtig benannt (ESC-50)',
      segmentF1: 'gleichzeitige Geräusche, F1 jeder Sekunde',
      birdAucPairsPlaced: 'Vogel oder keiner, in Mischungen: Fläche unter der Kurve',
      birdAucField: 'Vogel oder keiner, Feldaufnahmen: Fläche unter der Kurve',
      genreAccuracy: 'Stücke mit der richtigen Musikrichtung',
      speechRecall: 'Sprache gefunden',
      speechFalse: 'Sprache fälschlich gemeldet',
      musicRecall: 'Musik gefunden',
      musicFalse: 'Musik fälschlich gemeldet',
      delaySharpMedian: 'von einem scharfen Einsatz bis zur Meldung, Median',
      falsePerHourSteady: 'falsche Meldungen je Stunde Stille und Rauschen',
    },
    licence: 'Lizenz der Gewichte',
    researchOnly: 'nur Forschung',
    recurrent: 'Gedächtnis',
    unbounded: 'rekurrent',
    bounded: 'begrenzt',
    cards: (list) => `Karten (auf Englisch): ${list}`,
    /** Texts of the cards. What is missing here stays English on the page. */
    card: {
      trunk: 'Stamm',
      'ESC-50, fold 4': 'ESC-50, Teil 4',
      'genre, mean over the classes': 'Musikrichtung, Mittel der Klassen',
      'birds in field recordings, AUC': 'Vögel in Feldaufnahmen, AUC',
      'whole, not causal': 'ganz, nicht kausal',
      'causal, first run': 'kausal, erster Lauf',
      'causal, this one': 'kausal, dieser',
      validation: 'Validierung',
      'frozen trunk, 3,000 steps': 'Stamm eingefroren, 3000 Schritte',
      'last three blocks free, 1,200 steps more': 'letzte drei Blöcke frei, 1200 weitere Schritte',
      "the average of that stage's two ends, which ships":
        'das Mittel beider Enden dieser Stufe, das ausgeliefert wird',
      '`crnn` 0.4.0': '`crnn` 0.4.0',
      'ESC-50 accuracy, fold 4, streamed': 'Genauigkeit ESC-50, Teil 4, gestreamt',
      'genre accuracy, whole excerpt, 97 tracks': 'Genauigkeit der Musikrichtung, ganzer Ausschnitt, 97 Stücke',
      'birds, all labelled clips, area under the ROC curve':
        'Vögel, alle beschrifteten Ausschnitte, Fläche unter der ROC-Kurve',
      'birds in 67 field recordings': 'Vögel in 67 Feldaufnahmen',
      'bird pairs, placed': 'Vogelpaare, platziert',
      'events, mean average precision': 'Ereignisse, mittlere Average Precision',
      recordings: 'Aufnahmen',
      clips: 'Ausschnitte',
      'wrong reports an hour': 'falsche Meldungen je Stunde',
      'reports that are true': 'wahre Meldungen',
      'of them, a family of the sound': 'davon eine Familie des Geräuschs',
      'clips whose sound is reported': 'Ausschnitte, deren Geräusch gemeldet wird',
      'reports renamed later': 'später umbenannte Meldungen',
      'single everyday sounds': 'einzelne Geräusche des Alltags',
      speech: 'Sprache',
      music: 'Musik',
      'field recordings and ambience': 'Feldaufnahmen und Atmosphären',
      'soundscapes of several sounds': 'Klangszenen aus mehreren Geräuschen',
      choice: 'Entscheidung',
      'loss on held-out sound': 'Verlust auf ungehörten Geräuschen',
      'whole network, for comparison': 'ganzes Netz, zum Vergleich',
      'as chosen: taps folded from 80 ms on, mean over 2 s, stride':
        'wie gewählt: Kernelwerte gefaltet ab 80 ms, Mittel über 2 s, Schrittweite',
      'taps folded nowhere': 'keine Kernelwerte gefaltet',
      'taps folded everywhere': 'alle Kernelwerte gefaltet',
      'mean of squeeze-excitation over 1 s': 'Mittel der Squeeze-Excitation über 1 s',
      'mean of squeeze-excitation over 4 s': 'Mittel der Squeeze-Excitation über 4 s',
      'a quarter of the recordings': 'ein Viertel der Aufnahmen',
      'dilation instead of the last stride': 'Dilatation statt der letzten Schrittweite',
      birds: 'Vögel',
      'what learns': 'was lernt',
      steps: 'Schritte',
      minutes: 'Minuten',
      nothing: 'nichts',
      'heads on the frozen trunk': 'Köpfe auf dem eingefrorenen Stamm',
      'last 3 blocks free, at 0.1 times the rate': 'letzte 3 Blöcke frei, mit einem Zehntel der Rate',
      'whole trunk free, at 0.1 times the rate': 'ganzer Stamm frei, mit einem Zehntel der Rate',
      'all classes': 'alle Klassen',
      'without labels': 'ohne Beschriftung',
      base: 'wie sie ist',
      'ESC-50 at −30 dB': 'ESC-50 bei −30 dB',
      'ESC-50 in pink noise': 'ESC-50 in rosa Rauschen',
      'ESC-50 in a room': 'ESC-50 in einem Raum',
      'ESC-50 without a break': 'ESC-50 ohne Pause',
      'bird AUC, field': 'Vögel im Feld, AUC',
      'bird AUC, all': 'Vögel, alle, AUC',
      genre: 'Musikrichtung',
      'speech AUC': 'Sprache, AUC',
      'music AUC': 'Musik, AUC',
      'no gain': 'ohne Pegel',
      'no noise': 'ohne Rauschen',
      'no room': 'ohne Räume',
      'no bandwidth': 'ohne Bandbreite',
      'no response': 'ohne Frequenzgang',
      'no clipping': 'ohne Übersteuerung',
      'no pitch': 'ohne Tonhöhe',
      'no tempo': 'ohne Tempo',
      'no masks': 'ohne Masken',
      'no mixup': 'ohne Mischung',
      'no augmentation': 'ohne jede Veränderung',
      'no averaging': 'ohne Mittelung der Gewichte',
      narrower: 'schmaler',
      wider: 'breiter',
      'longer schedule': 'längeres Training',
      'no carried state': 'ohne getragenen Zustand',
      'no single loss': 'ohne Verlust einzelner Geräusche',
    },
  },
};

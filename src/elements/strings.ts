/** Every word that the elements show, in one place; `classWords` turns a model's class name into words. */
export const strings = {
  start: 'Start',
  startAgain: 'Start again',
  tryAgain: 'Try again',
  stop: 'Stop',
  source: 'Source',
  defaultMicrophone: 'Microphone',
  unnamedInput: (position: number) => `Audio input ${position}`,
  chooseFile: 'Audio file…',
  inputsGroup: 'Inputs',
  otherGroup: 'Other sounds',

  privacy: 'Sound stays on this device.',
  state: {
    idle: 'Not listening',
    asking: 'Asking',
    starting: 'Starting',
    running: 'Listening',
    silent: 'Silence',
    stopping: 'Stopping',
    failed: 'Stopped',
  },
  message: {
    idle: 'Press Start to see which birds, music and other sounds are heard here.',
    asking: 'The browser is asking for the microphone.',
    askingTodo: 'Allow it to begin.',
    starting: 'Getting ready.',
    blocked: 'The browser lets no sound in until you touch the page.',
    blockedTodo: 'Click anywhere, or press a key.',
    running: (label: string) => (label ? `Listening to ${label}.` : 'Listening.'),
    silent: 'No sound is arriving: is the microphone muted?',
    silentTodo: 'Unmute it, or choose another source.',
    stopping: 'Finishing what was heard.',
  },

  level: 'Level',
  decibels: (dBFS: number) => (Number.isFinite(dBFS) ? `${minus(Math.round(dBFS))} dBFS` : 'silence'),
  clip: 'clip',
  clipping: 'The input is too loud and clips.',

  head: { bird: 'bird', genre: 'music', events: 'sounds' } as Readonly<Record<string, string>>,
  bird: 'bird',
  maybeBird: 'perhaps a bird',
  noBird: 'no bird',
  birdTitle: 'Bird',
  genreTitle: 'Music genre',
  noMusic: 'no music heard',
  eventsTitle: 'Sounds',
  nothingHeard: 'nothing stands out',
  score: (score: number) => `${Math.round(score * 100)} %`,

  spectrogram: (seconds: number) => `Spectrogram of the last ${seconds} seconds`,
  spectrogramIdle: 'nothing heard yet',
  loudestNear: (hertz: string) => `loudest near ${hertz}`,
  hertz: (frequency: number) =>
    frequency >= 1000 ? `${Number((frequency / 1000).toFixed(1))} kHz` : `${Math.round(frequency)} Hz`,

  timeline: 'Sounds heard lately, on the time axis of the spectrogram',
  span: (onset: string, offset: string | null) => (offset === null ? `since ${onset}` : `${onset}–${offset}`),

  logTitle: 'Sounds heard, newest first',
  saveAs: (format: string) => `Save as ${format}`,
  logEmpty: 'Nothing heard yet.',
  logColumns: { sound: 'Sound', kind: 'Kind', from: 'From', to: 'To', score: 'Score' },
  ongoing: 'now',
  kind: { bird: 'bird', genre: 'genre', events: 'sound' } as Readonly<Record<string, string>>,

  heard: (labels: readonly string[]) => `Heard: ${labels.join(', ')}.`,

  statusTitle: 'Engine room',
  statusRows: {
    model: 'Model',
    backend: 'Backend',
    reason: 'Why',
    input: 'Input',
    processing: 'Browser processing',
    sampleRate: 'Sample rate',
    step: 'Step',
    cost: 'Cost',
    latency: 'Latency',
    dropped: 'Dropped samples',
    transport: 'Transport',
  },
  unknown: '–',
  sampleRate: (hertz: number) => `${Number((hertz / 1000).toFixed(3))} kHz`,
  step: (frames: number, milliseconds: number) => `${frames} frames in ${milliseconds.toFixed(1)} ms`,
  cost: (share: number) => `${(share * 100).toFixed(1)} % of a core`,
  latency: (seconds: number) => `${Math.round(seconds * 1000)} ms`,
  dropped: (dropped: number, captured: number) => `${dropped} of ${captured}`,
  transport: { ring: 'shared memory ring', port: 'message port' },
  processing: {
    echoCancellation: 'echo cancellation',
    noiseSuppression: 'noise suppression',
    autoGainControl: 'automatic gain',
  },
  processingOff: 'off: the sound arrives untouched',
  processingOn: (names: readonly string[]) => `${names.join(', ')} on: this harms music and birds`,
} as const;

/** A true minus sign: as wide as a figure, so that numbers do not jump. */
function minus(value: number): string {
  return value < 0 ? `−${-value}` : `${value}`;
}

/** Classes whose snake_case name does not read well as it is. */
const classNames: Readonly<Record<string, string>> = {
  chirping_birds: 'birdsong',
  clock_alarm: 'alarm clock',
  clock_tick: 'clock ticking',
  crackling_fire: 'crackling fire',
  crying_baby: 'crying baby',
  door_wood_creaks: 'door creaking',
  door_wood_knock: 'knocking',
  drinking_sipping: 'drinking',
  dog_bark: 'dog',
  engine_idling: 'engine',
  hiphop: 'hip-hop',
  toilet_flush: 'toilet flush',
  thunderstorm: 'thunder',
};

/** `washing_machine` → `washing machine`. */
export function classWords(name: string): string {
  return classNames[name] ?? name.replaceAll('_', ' ');
}

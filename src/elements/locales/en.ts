import type { Count } from '../strings';
import type { Locale } from '../locale';

const counted = ({ plural, text }: Count, one: string, other: string) => `${text} ${plural === 'one' ? one : other}`;

/** English: built in, and what every other language falls back to. */
export const en: Locale = {
  lang: 'en',
  strings: {
    start: 'Start',
    tryAgain: 'Try again',
    stop: 'Stop',
    source: 'Source',
    defaultMicrophone: 'Microphone',
    unnamedInput: (position) => `Audio input ${position}`,
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
      running: (input) => (input ? `Listening to ${input}.` : 'Listening.'),
      silent: 'No sound is arriving: is the microphone muted?',
      silentTodo: 'Unmute it, or choose another source.',
      stopping: 'Finishing what was heard.',
    },
    // A PinnaError says in its first sentence what happened, and then what to do.
    error: ({ message }) => {
      const [, what = message, todo = ''] = /^(.+?[.:!?])\s+(.+)$/s.exec(message) ?? [];
      return { what, todo };
    },

    level: 'Level',
    decibels: (value) => `${value}\u00a0dBFS`,
    silence: 'silence',
    clip: 'clip',
    clipping: 'The input is too loud and clips.',

    head: { bird: 'bird', genre: 'music', events: 'sounds' },
    bird: 'bird',
    maybeBird: 'perhaps a bird',
    noBird: 'no bird',
    genreTitle: 'Music genre',
    eventsTitle: 'Sounds',
    nothingHeard: 'nothing stands out',

    spectrogram: (seconds) => `Spectrogram of the last ${counted(seconds, 'second', 'seconds')}`,
    spectrogramOf: (span) => `Spectrogram, ${span}`,
    spectrogramIdle: 'nothing heard yet',
    shownTime: 'Time shown',
    present: 'live',
    hold: 'Hold',
    backToLive: 'Live',
    loudestNear: (frequency) => `loudest near ${frequency}`,
    hertz: (value) => `${value}\u00a0Hz`,
    kilohertz: (value) => `${value}\u00a0kHz`,

    timeline: 'Sounds heard lately, on the time axis of the spectrogram',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    selected: ({ text }) => `${text} selected`,
    clearSelection: 'Deselect',
    hear: 'Hear',
    saveSound: 'Save WAV',
    soundGone: 'This sound is no longer kept.',
    span: (onset, offset) => `${onset}–${offset}`,
    since: (onset) => `since ${onset}`,

    logTitle: 'Sounds heard, newest first',
    save: 'Save',
    exportFormat: 'File format',
    format: {
      csv: 'CSV table',
      jsonl: 'JSON Lines',
      audacity: 'Audacity labels',
      raven: 'Raven selections',
      vtt: 'WebVTT captions',
    },
    logEmpty: 'Nothing heard yet.',
    clear: 'Clear',
    everyKind: 'every kind',
    search: 'Find a sound',
    logColumns: { sound: 'Sound', kind: 'Kind', from: 'From', to: 'To', score: 'Score' },
    ongoing: 'now',
    kind: { bird: 'bird', genre: 'genre', events: 'sound' },

    heard: (sounds) => `Heard: ${sounds}.`,

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
    step: (frames, time) => `${counted(frames, 'frame', 'frames')} in ${time}`,
    cost: (share) => `${share} of a core`,
    dropped: (dropped, captured) => `${dropped.text} of ${captured}`,
    transport: { ring: 'shared memory ring', port: 'message port' },
    reason: {
      asked: (backend) => `${backend} was asked for`,
      only: (backend) => `${backend} is the only one that can be used here`,
      fastest: (backend, times, frames) =>
        `${backend} is the fastest: ${times} per step of ${counted(frames, 'frame', 'frames')}`,
      lost: (backend, reason) => `${backend} was lost while listening; ${reason}`,
    },
    processing: {
      echoCancellation: 'echo cancellation',
      noiseSuppression: 'noise suppression',
      autoGainControl: 'automatic gain',
    },
    processingOff: 'off: the sound arrives untouched',
    processingOn: (names) => `${names} on: this harms music and birds`,
  },
  // Only those that do not read well as they are.
  classes: {
    chirping_birds: 'birdsong',
    clock_alarm: 'alarm clock',
    clock_tick: 'clock ticking',
    door_wood_creaks: 'door creaking',
    door_wood_knock: 'knocking',
    drinking_sipping: 'drinking',
    gun_shot: 'gunshot',
    hi_hat: 'hi-hat',
    hiphop: 'hip-hop',
    thunderstorm: 'thunder',
    violin_or_fiddle: 'violin',
  },
};

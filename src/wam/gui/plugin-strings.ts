import type { ParameterId } from '../parameters';
import type { Head } from '../settings';

/** What the plugin's view says beside what the elements in it say. */
export interface PluginStrings {
  readonly name: string;
  readonly view: string;
  readonly bypass: string;
  readonly bypassed: string;
  readonly tryAgain: string;
  readonly settings: string;
  readonly parameter: Readonly<Record<Exclude<ParameterId, 'bypass'>, string>>;
  readonly head: Readonly<Record<Head, string>>;
  readonly heads: string;
  /** Of a threshold at 0.5. */
  readonly asTheModel: string;
  readonly surer: string;
  readonly lessSure: string;
  readonly seconds: (value: string) => string;
  readonly frames: (frames: string, milliseconds: string) => string;
  readonly atOnce: string;
  readonly model: string;
  readonly restarts: string;
  readonly midiOutput: string;
  readonly noOutput: string;
  readonly findOutputs: string;
  /** @param name of an output that was chosen and is not open */
  readonly waiting: (name: string) => string;
  readonly notes: string;
  readonly emitNotes: string;
  readonly noNote: string;
  readonly noteOf: (sound: string) => string;
  readonly scores: string;
  readonly controllerOf: (sound: string) => string;
  readonly listensFirst: string;
}

const en: PluginStrings = {
  name: 'Pinna',
  view: 'Pinna, a live ear',
  bypass: 'Bypass',
  bypassed: 'bypassed',
  tryAgain: 'Try again',
  settings: 'Settings',
  parameter: {
    birdThreshold: 'Bird threshold',
    eventsThreshold: 'Sounds threshold',
    genreThreshold: 'Genre threshold',
    smoothing: 'Smoothing of controllers',
    genreHold: 'Genre note holds',
    delay: 'MIDI delay',
    step: 'Step',
    midiChannel: 'MIDI channel',
  },
  head: { bird: 'Birds', events: 'Sounds', genre: 'Music genre' },
  heads: 'Told of',
  asTheModel: 'as the model',
  surer: 'surer',
  lessSure: 'less sure',
  seconds: (value) => `${value}\u00a0s`,
  frames: (frames, milliseconds) => `${frames} (${milliseconds}\u00a0ms)`,
  atOnce: 'at once',
  model: 'Model',
  restarts: 'Another model or step begins anew: nothing is heard for a moment.',
  midiOutput: 'To other programs (Web MIDI)',
  noOutput: 'no output',
  findOutputs: 'Find MIDI outputs',
  waiting: (name) => `${name} (not open)`,
  notes: 'Notes',
  emitNotes: 'A note for each sound',
  noNote: 'none',
  noteOf: (sound) => `Note of ${sound}`,
  scores: 'Scores as MIDI controllers',
  controllerOf: (sound) => `Controller of ${sound}`,
  listensFirst: 'They are listed once it listens.',
};

const de: PluginStrings = {
  name: 'Pinna',
  view: 'Pinna, ein waches Ohr',
  bypass: 'Bypass',
  bypassed: 'übergangen',
  tryAgain: 'Noch einmal',
  settings: 'Einstellungen',
  parameter: {
    birdThreshold: 'Schwelle für Vögel',
    eventsThreshold: 'Schwelle für Geräusche',
    genreThreshold: 'Schwelle für Genres',
    smoothing: 'Glättung der Controller',
    genreHold: 'Genre-Note hält',
    delay: 'MIDI-Verzögerung',
    step: 'Schritt',
    midiChannel: 'MIDI-Kanal',
  },
  head: { bird: 'Vögel', events: 'Geräusche', genre: 'Musikgenre' },
  heads: 'Gemeldet werden',
  asTheModel: 'wie das Modell',
  surer: 'sicherer',
  lessSure: 'weniger sicher',
  seconds: (value) => `${value}\u00a0s`,
  frames: (frames, milliseconds) => `${frames} (${milliseconds}\u00a0ms)`,
  atOnce: 'sofort',
  model: 'Modell',
  restarts: 'Ein anderes Modell oder ein anderer Schritt beginnt neu: Einen Augenblick lang wird nichts gehört.',
  midiOutput: 'An andere Programme (Web MIDI)',
  noOutput: 'kein Ausgang',
  findOutputs: 'MIDI-Ausgänge suchen',
  waiting: (name) => `${name} (nicht offen)`,
  notes: 'Noten',
  emitNotes: 'Eine Note für jedes Geräusch',
  noNote: 'keine',
  noteOf: (sound) => `Note für ${sound}`,
  scores: 'Werte als MIDI-Controller',
  controllerOf: (sound) => `Controller für ${sound}`,
  listensFirst: 'Sie stehen hier, sobald es zuhört.',
};

/** @param lang BCP 47 tag; whatever is not German is English */
export const pluginStrings = (lang: string): PluginStrings => (/^de\b/i.test(lang) ? de : en);

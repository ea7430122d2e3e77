import type { Interruption } from '../../capture/sources/interruption.js';
import type { ScalarDescriptor } from '../../descriptors/descriptors.js';
import type { PinnaError } from '../../errors.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';

/** A number in figures, and the plural form that its language gives it. */
export interface Count {
  readonly text: string;
  readonly plural: Intl.LDMLPluralRule;
}

/** Writes a number and what it counts, in a language with one plural. */
export const counted = ({ plural, text }: Count, one: string, other: string) =>
  `${text} ${plural === 'one' ? one : other}`;

/** An error in words: what happened, what to do, and where these leave something open, the error's own English message. */
export interface ErrorWords {
  readonly what: string;
  readonly todo: string;
  readonly detail?: string;
}

/** The texts of `<pinna-descriptors>` and `<pinna-chroma>`. */
export interface DescriptorStrings {
  readonly title: string;
  readonly name: Readonly<Record<ScalarDescriptor | 'tempo', string>>;
  readonly tempo: (value: string) => string;
  readonly noBeat: string;
  /** Of differences of levels. */
  readonly decibels: (value: string) => string;
  readonly mfcc: string;
  /** @param values the coefficients written out */
  readonly mfccOf: (values: string) => string;
  readonly chroma: (seconds: Count) => string;
  readonly chromaIdle: string;
  /** @param pitches their names written out */
  readonly strongest: (pitches: string) => string;
  /** The names of the twelve pitch classes from C on, with a space between. */
  readonly pitches: string;
}

/** The texts of `<pinna-line-in>`. */
export interface LineInStrings {
  readonly device: string;
  readonly channels: string;
  /** Before the input has told how many there are, and for what the browser makes of all. */
  readonly mixed: string;
  /** Both of a pair, as their mean. @param one and @param other their numbers, from 1 on */
  readonly pair: (one: string, other: string) => string;
  readonly left: (channel: string) => string;
  readonly right: (channel: string) => string;
  readonly gain: string;
  readonly decibels: (value: string) => string;
}

/** The kinds of text file that an element saves: those of detections, and a recording's frame scores. */
export type FormatId = ExportFormatId | 'frames';

/**
 * Every text that the elements show. Numbers, times and lists are passed as text in the same language; a text that counts
 * something gets a {@link Count}.
 */
export interface Strings {
  readonly start: string;
  readonly tryAgain: string;
  readonly stop: string;
  readonly source: string;
  readonly defaultMicrophone: string;
  readonly unnamedInput: (position: string) => string;
  readonly chooseFile: string;
  /** What the page itself has the listener begin with. */
  readonly ownSource: string;
  readonly inputsGroup: string;
  readonly otherGroup: string;

  readonly privacy: string;
  /** The chip beside the button: one or two words. */
  readonly state: Readonly<
    Record<'idle' | 'asking' | 'starting' | 'running' | 'interrupted' | 'silent' | 'stopping' | 'failed', string>
  >;
  /** The chip where a microphone is why nothing is heard. */
  readonly microphone: Readonly<Record<'denied' | 'missing' | 'inUse' | 'lost', string>>;
  /** What happens, and under `…Todo` what to do. */
  readonly message: {
    readonly idle: string;
    readonly asking: string;
    readonly askingTodo: string;
    readonly starting: string;
    readonly blocked: string;
    readonly blockedTodo: string;
    /** @param input the input's name; empty where it has none */
    readonly running: (input: string) => string;
    readonly silent: string;
    readonly silentTodo: string;
    readonly stopping: string;
  };
  /** Why nothing is heard just now, and what lets it go on. */
  readonly interruption: Readonly<Record<Interruption, ErrorWords>>;
  readonly error: (error: Pick<PinnaError, 'code' | 'message'>) => ErrorWords;

  readonly level: string;
  readonly decibels: (value: string) => string;
  readonly silence: string;
  readonly clip: string;
  readonly clipping: string;

  /** What the timeline's lanes are called, by head. */
  readonly head: Readonly<Record<'bird' | 'genre' | 'events', string>>;
  readonly bird: string;
  readonly maybeBird: string;
  readonly noBird: string;
  /** A picture of the past. */
  readonly birdHistory: (seconds: Count) => string;
  readonly birdHeard: (seconds: Count) => string;
  readonly birdNotHeard: string;
  readonly highest: (score: string) => string;
  /** Whether there is music at all. */
  readonly music: string;
  readonly noMusic: string;
  readonly genreTitle: string;
  readonly eventsTitle: string;
  readonly nothingHeard: string;

  readonly spectrogram: (seconds: Count) => string;
  /** A part of the past. @param span from and to */
  readonly spectrogramOf: (span: string) => string;
  readonly spectrogramIdle: string;
  /** What is moved through time: a slider's name. */
  readonly shownTime: string;
  readonly present: string;
  readonly hold: string;
  readonly backToLive: string;
  readonly loudestNear: (frequency: string) => string;
  readonly hertz: (value: string) => string;
  readonly kilohertz: (value: string) => string;

  readonly timeline: string;
  /** A stretch without sound. @param span from and to */
  readonly gap: (span: string) => string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly selected: (detections: Count) => string;
  readonly clearSelection: string;
  readonly hear: string;
  readonly saveSound: string;
  readonly soundGone: string;
  readonly span: (onset: string, offset: string) => string;
  readonly since: (onset: string) => string;

  readonly logTitle: string;
  readonly save: string;
  readonly exportFormat: string;
  readonly format: Readonly<Record<FormatId, string>>;
  readonly logEmpty: string;
  readonly clear: string;
  readonly everyKind: string;
  readonly search: string;
  readonly logColumns: Readonly<Record<'sound' | 'kind' | 'from' | 'to' | 'score', string>>;
  readonly ongoing: string;
  /** One detection of a head. */
  readonly kind: Readonly<Record<'bird' | 'genre' | 'events', string>>;

  /** Whole files. */
  readonly file: {
    readonly drop: string;
    readonly choose: string;
    readonly list: string;
    readonly state: Readonly<Record<'waiting' | 'reading' | 'hearing' | 'cancelled', string>>;
    readonly progress: (name: string) => string;
    readonly cancel: string;
    readonly cancelNamed: (name: string) => string;
    readonly remove: string;
    readonly removeNamed: (name: string) => string;
    readonly play: string;
    readonly pause: string;
    readonly position: string;
    readonly positionOf: (time: string, length: string) => string;
    readonly picture: string;
    readonly sounds: string;
    /** Stretches of music that are alike in themselves. */
    readonly sections: string;
    /** @param genre its name, or that there is no music */
    readonly section: (number: string, genre: string) => string;
    /** @param sounds what was heard, written out */
    readonly summary: (length: string, sounds: string) => string;
    readonly once: (sound: string, span: string) => string;
    readonly repeated: (sound: string, times: string) => string;
    readonly music: (music: string, genres: string) => string;
    readonly others: (sounds: Count) => string;
  };

  readonly descriptors: DescriptorStrings;
  readonly lineIn: LineInStrings;

  /** What a screen reader is told. */
  readonly heard: (sounds: string) => string;

  readonly statusRows: Readonly<
    Record<
      | 'model'
      | 'backend'
      | 'reason'
      | 'input'
      | 'processing'
      | 'sampleRate'
      | 'step'
      | 'cost'
      | 'latency'
      | 'dropped'
      | 'transport',
      string
    >
  >;
  readonly unknown: string;
  readonly step: (frames: Count, time: string) => string;
  readonly cost: (share: string) => string;
  readonly dropped: (dropped: Count, captured: string) => string;
  /** The sample rate is too low for what the network listens to. @param limit the highest frequency in the sound */
  readonly narrow: (limit: string) => string;
  readonly transport: Readonly<Record<'ring' | 'port', string>>;
  readonly reason: {
    readonly asked: (backend: string) => string;
    readonly only: (backend: string) => string;
    /** @param times the candidates with their times, the list written out */
    readonly fastest: (backend: string, times: string, frames: Count) => string;
    /** @param next the backend that goes on in its place */
    readonly lost: (backend: string, next: string) => string;
    /** @param backends those that cannot be used in this browser or on this device */
    readonly missing: (backends: string) => string;
  };
  readonly processing: Readonly<Record<'echoCancellation' | 'noiseSuppression' | 'autoGainControl', string>>;
  readonly processingOff: string;
  readonly processingOn: (names: string) => string;
  /** @param names what the browser does not tell about; all else is off */
  readonly processingUntold: (names: string) => string;
}

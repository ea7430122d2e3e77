import type { Interruption } from '../../capture/sources/interruption.js';
import type { ScalarDescriptor } from '../../descriptors/descriptors.js';
import type { PinnaError } from '../../errors.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';

/** A formatted number and its plural category in the language. */
export interface Count {
  readonly text: string;
  readonly plural: Intl.LDMLPluralRule;
}

/** Formats a number and its unit, in a language with one plural form. */
export const counted = ({ plural, text }: Count, one: string, other: string) =>
  `${text} ${plural === 'one' ? one : other}`;

/** An error in words: what happened, what to do, and the error's own English message if these leave something out. */
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
  /** Level differences, dB. */
  readonly decibels: (value: string) => string;
  readonly mfcc: string;
  /** @param values the coefficients as a formatted list */
  readonly mfccOf: (values: string) => string;
  readonly chroma: (seconds: Count) => string;
  readonly chromaIdle: string;
  /** @param pitches the names as a formatted list */
  readonly strongest: (pitches: string) => string;
  /** The names of the twelve pitch classes from C on, separated by spaces. */
  readonly pitches: string;
}

/** The texts of `<pinna-line-in>`. */
export interface LineInStrings {
  readonly device: string;
  readonly channels: string;
  /** The option without a choice of channels: the browser mixes all of them. */
  readonly mixed: string;
  /**
   * Both channels of a pair, as their mean.
   *
   * @param one number of the first channel, counted from 1
   * @param other number of the second channel, counted from 1
   */
  readonly pair: (one: string, other: string) => string;
  readonly left: (channel: string) => string;
  readonly right: (channel: string) => string;
  readonly gain: string;
  readonly decibels: (value: string) => string;
}

/** The text formats that an element saves: those of detections, and a recording's frame scores. */
export type FormatId = ExportFormatId | 'frames';

/**
 * All texts of the elements. Numbers, times and lists are passed as text formatted in the same language. A text that counts
 * something receives a {@link Count}.
 */
export interface Strings {
  readonly start: string;
  readonly tryAgain: string;
  readonly stop: string;
  readonly source: string;
  readonly defaultMicrophone: string;
  readonly unnamedInput: (position: string) => string;
  readonly chooseFile: string;
  /** Option for the listener's default source, if that is not a microphone. */
  readonly ownSource: string;
  readonly inputsGroup: string;
  readonly otherGroup: string;

  readonly privacy: string;
  /** The chip beside the button: one or two words. */
  readonly state: Readonly<
    Record<'idle' | 'asking' | 'starting' | 'running' | 'interrupted' | 'silent' | 'stopping' | 'failed', string>
  >;
  /** The chip, if a problem with the microphone ended the session. */
  readonly microphone: Readonly<Record<'denied' | 'missing' | 'inUse' | 'lost', string>>;
  /** What is happening, and with the suffix `Todo` what to do. */
  readonly message: {
    readonly idle: string;
    readonly asking: string;
    readonly askingTodo: string;
    readonly starting: string;
    readonly blocked: string;
    readonly blockedTodo: string;
    /** @param input the input's name; empty if it has none */
    readonly running: (input: string) => string;
    readonly silent: string;
    readonly silentTodo: string;
    readonly stopping: string;
  };
  /** Why no sound is analysed at the moment, and what to do so that listening continues. */
  readonly interruption: Readonly<Record<Interruption, ErrorWords>>;
  readonly error: (error: Pick<PinnaError, 'code' | 'message'>) => ErrorWords;

  readonly level: string;
  readonly decibels: (value: string) => string;
  readonly silence: string;
  readonly clip: string;
  readonly clipping: string;

  /** Names of the timeline's lanes, by head. */
  readonly head: Readonly<Record<'bird' | 'genre' | 'events', string>>;
  readonly bird: string;
  readonly maybeBird: string;
  readonly noBird: string;
  /** Title of the plot of recent scores. */
  readonly birdHistory: (seconds: Count) => string;
  readonly birdHeard: (seconds: Count) => string;
  readonly birdNotHeard: string;
  readonly highest: (score: string) => string;
  /** Music indicator. */
  readonly music: string;
  readonly noMusic: string;
  readonly genreTitle: string;
  readonly eventsTitle: string;
  readonly nothingHeard: string;

  readonly spectrogram: (seconds: Count) => string;
  /**
   * Description of a paused spectrogram.
   *
   * @param span formatted time range
   */
  readonly spectrogramOf: (span: string) => string;
  readonly spectrogramIdle: string;
  /** Name of the slider that moves the picture in time. */
  readonly shownTime: string;
  readonly present: string;
  readonly hold: string;
  readonly backToLive: string;
  readonly loudestNear: (frequency: string) => string;
  readonly hertz: (value: string) => string;
  readonly kilohertz: (value: string) => string;

  readonly timeline: string;
  /**
   * A time range without sound.
   *
   * @param span formatted time range
   */
  readonly gap: (span: string) => string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly selected: (detections: Count) => string;
  readonly clearSelection: string;
  readonly hear: string;
  readonly saveSound: string;
  readonly soundNotKept: string;
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
  /** Kind of a detection, by head. */
  readonly kind: Readonly<Record<'bird' | 'genre' | 'events', string>>;

  /** Texts for whole files. */
  readonly file: {
    readonly drop: string;
    readonly choose: string;
    readonly list: string;
    readonly state: Readonly<Record<'waiting' | 'reading' | 'analysing' | 'cancelled', string>>;
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
    /** Title of the music sections. */
    readonly sections: string;
    /** @param genre its name, or the text for no music */
    readonly section: (number: string, genre: string) => string;
    /** @param sounds the detected sounds as a formatted list */
    readonly summary: (length: string, sounds: string) => string;
    readonly once: (sound: string, span: string) => string;
    readonly repeated: (sound: string, times: string) => string;
    readonly music: (music: string, genres: string) => string;
    readonly others: (sounds: Count) => string;
  };

  readonly descriptors: DescriptorStrings;
  readonly lineIn: LineInStrings;

  /** Announcement for screen readers. */
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
  /**
   * The sample rate is too low for the highest bands of the model.
   *
   * @param limit the highest frequency in the sound
   */
  readonly missingBands: (limit: string) => string;
  readonly transport: Readonly<Record<'ring' | 'port', string>>;
  readonly reason: {
    readonly asked: (backend: string) => string;
    readonly only: (backend: string) => string;
    /** @param times the candidates with their times, as a formatted list */
    readonly fastest: (backend: string, times: string, frames: Count) => string;
    /**
     * @param backend the backend that failed
     * @param next the backend that replaces it
     */
    readonly lost: (backend: string, next: string) => string;
    /** @param backends those that cannot be used in this browser or on this device, as a formatted list */
    readonly missing: (backends: string) => string;
  };
  readonly processing: Readonly<Record<'echoCancellation' | 'noiseSuppression' | 'autoGainControl', string>>;
  readonly processingOff: string;
  readonly processingOn: (names: string) => string;
  /** @param names the processing that the browser does not report, as a formatted list; all other processing is off */
  readonly processingUnknown: (names: string) => string;
}

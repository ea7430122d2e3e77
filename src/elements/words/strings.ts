import type { Interruption } from '../../capture/sources/interruption.js';
import type { ScalarDescriptor } from '../../descriptors/descriptors.js';
import type { PinnaError } from '../../errors.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';

/** A formatted number and its plural category in the language. */
export interface Count {
  /** The formatted number. */
  readonly text: string;
  /** Plural category of the number. */
  readonly plural: Intl.LDMLPluralRule;
}

/** Formats a number and its unit, in a language with one plural form. */
export const counted = ({ plural, text }: Count, one: string, other: string) =>
  `${text} ${plural === 'one' ? one : other}`;

/** An error in words: what happened, what to do, and the error's own English message if these leave something out. */
export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** What the user can do; empty if there is nothing to do. */
  readonly todo: string;
  /** The error's own message, in English. */
  readonly detail?: string;
}

/** The texts of `<pinna-descriptors>` and `<pinna-chroma>`. */
export interface DescriptorStrings {
  /** Label of the list of descriptors. */
  readonly title: string;
  /** Names of the descriptors. */
  readonly name: Readonly<Record<ScalarDescriptor | 'tempo', string>>;
  /** Tempo, beats per minute. */
  readonly tempo: (value: string) => string;
  /** Text instead of the tempo, if there is no beat. */
  readonly noBeat: string;
  /** Level differences, dB. */
  readonly decibels: (value: string) => string;
  /** Name of the cepstral coefficients. */
  readonly mfcc: string;
  /** @param values the coefficients as a formatted list */
  readonly mfccOf: (values: string) => string;
  /** Description of the chromagram, with its length in seconds. */
  readonly chroma: (seconds: Count) => string;
  /** Value of the chromagram before the first tone. */
  readonly chromaIdle: string;
  /** @param pitches the names as a formatted list */
  readonly strongest: (pitches: string) => string;
  /** The names of the twelve pitch classes from C on, separated by spaces. */
  readonly pitches: string;
}

/** The texts of `<pinna-line-in>`. */
export interface LineInStrings {
  /** Label of the device picker. */
  readonly device: string;
  /** Label of the channel picker. */
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
  /**
   * The left channel of a pair.
   *
   * @param channel number of the channel, counted from 1
   */
  readonly left: (channel: string) => string;
  /**
   * The right channel of a pair.
   *
   * @param channel number of the channel, counted from 1
   */
  readonly right: (channel: string) => string;
  /** Label of the gain slider. */
  readonly gain: string;
  /** Gain, dB. */
  readonly decibels: (value: string) => string;
}

/** The text formats that an element saves: those of detections, and a recording's frame scores. */
export type FormatId = ExportFormatId | 'frames';

/**
 * All texts of the elements. Numbers, times and lists are passed as text formatted in the same language. A text that counts
 * something receives a {@link Count}.
 */
export interface Strings {
  /** Button that starts listening. */
  readonly start: string;
  /** Button that starts again after a failure. */
  readonly tryAgain: string;
  /** Button that stops listening or playback. */
  readonly stop: string;
  /** Label of the source picker. */
  readonly source: string;
  /** Option for the default microphone. */
  readonly defaultMicrophone: string;
  /**
   * Option for an input whose name the browser hides.
   *
   * @param position its position in the list, counted from 1
   */
  readonly unnamedInput: (position: string) => string;
  /** Option that opens a file picker. */
  readonly chooseFile: string;
  /** Option for the listener's default source, if that is not a microphone. */
  readonly ownSource: string;
  /** Title of the microphones in the source picker. */
  readonly inputsGroup: string;
  /** Title of the other sources in the source picker. */
  readonly otherGroup: string;

  /** Assurance beside the start button. */
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
  /** Translates an error. A locale can choose the words by the `code`. */
  readonly error: (error: Pick<PinnaError, 'code' | 'message'>) => ErrorWords;

  /** Label of the level meter. */
  readonly level: string;
  /** Level, dB relative to full scale. */
  readonly decibels: (value: string) => string;
  /** Level of digital silence. */
  readonly silence: string;
  /** Clipping indicator of the level meter. */
  readonly clip: string;
  /** Description of the clipping indicator. */
  readonly clipping: string;

  /** Names of the timeline's lanes, by head. */
  readonly head: Readonly<Record<'bird' | 'genre' | 'events', string>>;
  /** Label of the bird light while a bird is detected, and before the first score. */
  readonly bird: string;
  /** Label of the bird light while the score is high but there is no detection. */
  readonly maybeBird: string;
  /** Label of the bird light otherwise. */
  readonly noBird: string;
  /** Title of the plot of recent scores. */
  readonly birdHistory: (seconds: Count) => string;
  /** Time with a bird within the plot of recent scores. */
  readonly birdDetected: (seconds: Count) => string;
  /** Text instead of that time, if no bird was detected. */
  readonly birdNotDetected: string;
  /** Highest score within the plot of recent scores, per cent. */
  readonly highest: (score: string) => string;
  /** Music indicator. */
  readonly music: string;
  /** Music indicator, if there is no music. */
  readonly noMusic: string;
  /** Label of the list of genres. */
  readonly genreTitle: string;
  /** Label of the list of sound events. */
  readonly eventsTitle: string;
  /** Text of an empty list of sound events. */
  readonly nothingDetected: string;

  /** Description of the spectrogram, with its length in seconds. */
  readonly spectrogram: (seconds: Count) => string;
  /**
   * Description of a paused spectrogram.
   *
   * @param span formatted time range
   */
  readonly spectrogramOf: (span: string) => string;
  /** Value of the spectrogram before the first sound. */
  readonly spectrogramIdle: string;
  /** Name of the slider that moves the picture in time. */
  readonly shownTime: string;
  /** Value of the time slider while the picture follows the sound. */
  readonly present: string;
  /** Button that pauses the picture. */
  readonly hold: string;
  /** Button that lets the picture follow the sound again. */
  readonly backToLive: string;
  /** Value of the spectrogram: its strongest frequency. */
  readonly loudestNear: (frequency: string) => string;
  /** Frequency below 1000 Hz. */
  readonly hertz: (value: string) => string;
  /** Frequency from 1000 Hz on, kHz. */
  readonly kilohertz: (value: string) => string;

  /** Description of the timeline. */
  readonly timeline: string;
  /**
   * A time range without sound.
   *
   * @param span formatted time range
   */
  readonly gap: (span: string) => string;
  /** Button that shortens the time range of the timeline. */
  readonly zoomIn: string;
  /** Button that lengthens the time range of the timeline. */
  readonly zoomOut: string;
  /** Number of selected detections. */
  readonly selected: (detections: Count) => string;
  /** Button that clears the selection. */
  readonly clearSelection: string;
  /** Button that plays the selected sound. */
  readonly hear: string;
  /** Button that saves the selected sound as WAV. */
  readonly saveSound: string;
  /** Text if the selected sound is no longer in memory. */
  readonly soundNotKept: string;
  /** Time range of a detection that has ended. */
  readonly span: (onset: string, offset: string) => string;
  /** Time range of an active detection. */
  readonly since: (onset: string) => string;

  /** Label of the log. */
  readonly logTitle: string;
  /** Button that saves the log. */
  readonly save: string;
  /** Label of the format picker. */
  readonly exportFormat: string;
  /** Names of the formats. */
  readonly format: Readonly<Record<FormatId, string>>;
  /** Text of an empty log. */
  readonly logEmpty: string;
  /** Button that empties the log. */
  readonly clear: string;
  /** Option of the log that shows all kinds. */
  readonly everyKind: string;
  /** Label of the search field of the log. */
  readonly search: string;
  /** Column headings of the log. */
  readonly logColumns: Readonly<Record<'sound' | 'kind' | 'from' | 'to' | 'score', string>>;
  /** End of an active detection in the log. */
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

  /** Texts of the descriptors. */
  readonly descriptors: DescriptorStrings;
  /** Texts of the line-in. */
  readonly lineIn: LineInStrings;

  /** Announcement for screen readers. */
  readonly detected: (sounds: string) => string;

  /** Row headings of the status table. */
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
  /** Value that is not known yet, in the status table. */
  readonly unknown: string;
  /** Length of a network step, and its computing time. */
  readonly step: (frames: Count, time: string) => string;
  /**
   * Computing time.
   *
   * @param share share of one core, per cent
   */
  readonly cost: (share: string) => string;
  /** Number of dropped samples, and of captured samples. */
  readonly dropped: (dropped: Count, captured: string) => string;
  /**
   * The sample rate is too low for the highest bands of the model.
   *
   * @param limit the highest frequency in the sound
   */
  readonly missingBands: (limit: string) => string;
  /** Names of the transports from the audio thread to the worker. */
  readonly transport: Readonly<Record<'ring' | 'port', string>>;
  /** Why this backend computes the network. */
  readonly reason: {
    readonly requested: (backend: string) => string;
    readonly only: (backend: string) => string;
    /** @param times the candidates with their times, as a formatted list */
    readonly fastest: (backend: string, times: string, frames: Count) => string;
    /**
     * @param backend the backend that failed
     * @param next the backend that replaces it
     */
    readonly replaced: (backend: string, next: string) => string;
    /** @param backends those that cannot be used in this browser or on this device, as a formatted list */
    readonly missing: (backends: string) => string;
  };
  /** Names of the browser's processing of a microphone. */
  readonly processing: Readonly<Record<'echoCancellation' | 'noiseSuppression' | 'autoGainControl', string>>;
  /** Text if all processing is off. */
  readonly processingOff: string;
  /**
   * Warning that processing is on.
   *
   * @param names the active processing as a formatted list
   */
  readonly processingOn: (names: string) => string;
  /** @param names the processing that the browser does not report, as a formatted list; all other processing is off */
  readonly processingUnknown: (names: string) => string;
}

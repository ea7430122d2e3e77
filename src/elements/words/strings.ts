import type { NetworkStrings } from './network/network-strings.js';
import type { NoveltyStrings } from './novelty/novelty-strings.js';
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
  /** Label of the present chord. */
  readonly chord: string;
  /** Label of the chords of a recording. */
  readonly chords: string;
  /** Label of the key. */
  readonly key: string;
  /** Name of a major or minor chord or key. */
  readonly chordName: (pitch: string, isMinor: boolean) => string;
  /** Text instead of the chord, if there is none. */
  readonly noChord: string;
  /** Text instead of a chord or key that is not known yet. */
  readonly unknown: string;
  /** Label of the method. */
  readonly method: string;
  /** The method of chord and key: simple. */
  readonly simple: string;
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
  /** Error if the input lacks the chosen channels. */
  readonly missingChannels: string;
  /** Notice if the chosen channels are silent, and the browser does not report how many there are. */
  readonly silentChannels: string;
  /** Notice if the browser processes the input all the same. @param names such as "echo cancellation" */
  readonly processed: (names: string) => string;
  /** Notice if the browser does not store the choice. */
  readonly forgotten: string;
  /** Label of the gain slider. */
  readonly gain: string;
  /** Gain, dB. */
  readonly decibels: (value: string) => string;
}

/** The texts of `<pinna-now>`. */
export interface NowStrings {
  /** Label of the answer. */
  readonly title: string;
  /** Soft sound, in which nothing is recognised. */
  readonly quiet: string;
  /** Loud sound, in which nothing is recognised. */
  readonly unsure: string;
  /** No sound arrives: the input is muted, unplugged or interrupted. */
  readonly none: string;
  /** While no listener runs. */
  readonly idle: string;
  /** From the start to the first sound. */
  readonly starting: string;
  /** From the first sound until something can be said about it. */
  readonly listening: string;
  /** A sound of which only the family is sure: `an animal`. */
  readonly one: (family: string) => string;
  /** A sound that is not quite sure: `probably a siren`. */
  readonly probably: (sound: string) => string;
  /** Music and its genre: `music · jazz`. */
  readonly withKind: (sound: string, kind: string) => string;
  /** A genre that is not quite sure. */
  readonly probableKind: (kind: string) => string;
}

/** The texts of `<pinna-live>`. */
export interface LiveStrings {
  /** What it is, in one sentence each. */
  readonly what: string;
  /** The assurance that nothing leaves the device. */
  readonly private: string;
  /** States that birds are reported, not their species. */
  readonly limits: string;
  /** Button that starts the page's own sound: `Try the demo scene`. */
  readonly tryIt: (source: string) => string;
  /** Titles of the folded parts. */
  readonly scores: string;
  /** Title of the log while it is empty. */
  readonly log: string;
  /** Title of the log, with the number of its detections. */
  readonly logOf: (detections: string) => string;
  /** Title of the technical details. */
  readonly details: string;
}

/** The texts of `<pinna-log>` about its sessions and its storage. */
export interface LogStrings {
  /** Label of the session picker. */
  readonly session: string;
  /** Option that shows the entries of all days. */
  readonly allDays: string;
  /** Name of the current day. */
  readonly today: string;
  /** A day and its number of entries. */
  readonly daySize: (day: string, entries: string) => string;
  /** Question before entries are deleted. */
  readonly askDelete: (entries: Count, day: string) => string;
  /** Button that deletes. */
  readonly delete: string;
  /** Button that deletes nothing. */
  readonly keep: string;
  /** What was deleted. */
  readonly deleted: (entries: Count) => string;
  /** Button that brings back what was deleted. */
  readonly undo: string;
  /** Button that shows more rows. */
  readonly more: string;
  /** What is stored on this device. */
  readonly stored: (days: Count, size: string, limit: string) => string;
  /** The browser does not let the page store the log. */
  readonly refused: string;
  /** The browser has no more space. */
  readonly full: string;
  /** The oldest day will be deleted soon. */
  readonly nextDeleted: (day: string) => string;
  /** The oldest day was deleted. */
  readonly dayDeleted: (day: string) => string;
  /** Label of the buttons of an entry. */
  readonly toolsOf: (sound: string) => string;
}

/** The texts of `<pinna-explore>`. */
export interface ExploreStrings {
  /** What to drop. */
  readonly drop: string;
  /** Button that chooses a folder. */
  readonly chooseFolder: string;
  /** Button that takes the sounds of the log. */
  readonly takeLog: string;
  /** No sound of the log is kept. */
  readonly logEmpty: string;
  /** Button that removes all recordings. */
  readonly removeAll: string;
  /** Recordings that are analysed so far. */
  readonly progress: (done: string, all: Count) => string;
  /** While the map is computed. */
  readonly computing: string;
  /** The map was not drawn, or does not show all. */
  readonly notDrawn: string;
  /** Button that draws it. */
  readonly draw: string;
  /** Fewer recordings than a map needs. */
  readonly needsMore: string;
  /** More recordings than a page can show. @param most number that is used */
  readonly tooMany: (most: Count) => string;
  /** Files that could not be used. */
  readonly failed: (files: Count) => string;
  /** Label of the choice of values. */
  readonly values: string;
  /** The values: 57 descriptors by hand, and the embedding of the network. */
  readonly kinds: Readonly<Record<'descriptors' | 'embedding', string>>;
  /** Label of the choice of layout. */
  readonly layout: string;
  /** The layouts: principal components, and neighbours that stay together. */
  readonly layouts: Readonly<Record<'pca' | 'neighbours', string>>;
  /** Switch: play what is under the pointer or the focus. */
  readonly play: string;
  /** Name of the map. */
  readonly map: (recordings: Count, values: string) => string;
  /** How to use the map. */
  readonly hint: string;
  /** Share of the variance of both axes. */
  readonly explained: (across: string, up: string) => string;
  /** What a layout by neighbours means. */
  readonly neighbourNote: string;
  /** Label of the list of classes. */
  readonly classes: string;
  /** A recording without a class. */
  readonly noClass: string;
  /** Title of the figures. */
  readonly accuracy: string;
  /** What they are. */
  readonly accuracyWhat: string;
  /** What is missing for them. */
  readonly accuracyNeeds: string;
  /** Heads of the table of figures. */
  readonly accuracyColumns: Readonly<Record<'values' | 'accuracy' | 'chance', string>>;
  /** Title of the part with the recording under the pointer. */
  readonly recording: string;
  /** Hint while there is none. */
  readonly noRecording: string;
  /** Title of the recordings that are most unlike all others. */
  readonly unusual: string;
  /** What they are. */
  readonly unusualWhat: string;
  /** Such a recording, in the name of its mark and in the list of signs. */
  readonly unusualMark: string;
  /** Label of the nearest recordings. */
  readonly nearest: string;
  /** Title of the selection. */
  readonly selected: (recordings: Count) => string;
  /** Button that adds the nearest recordings to the selection. */
  readonly addNearest: (recordings: Count) => string;
  /** Button that selects a class. */
  readonly addClass: string;
  /** Button that selects nothing. */
  readonly selectNone: string;
  /** Label of the field for a class. */
  readonly label: string;
  /** Button that sets the class. */
  readonly setLabel: string;
  /** After learning. */
  readonly learnt: (label: string, recordings: Count) => string;
  /** Title of the box plots. */
  readonly boxes: string;
  /** Label of the choice of a descriptor. */
  readonly descriptor: string;
  /** How well a descriptor separates the classes. */
  readonly separates: (share: string) => string;
  /** Heads of the table of quartiles. */
  readonly boxColumns: Readonly<Record<'class' | 'count' | 'first' | 'median' | 'third', string>>;
  /** Title of the heat map. */
  readonly correlation: string;
  /** What it shows. */
  readonly correlationWhat: string;
  /** How to use the heat map. */
  readonly gridHint: string;
  /** Label of the strongest pairs. */
  readonly strongestPairs: string;
  /** A pair and its correlation. */
  readonly pair: (one: string, other: string, value: string) => string;
}

/** The texts of `<pinna-teach>`, and of the buttons that teach elsewhere. */
export interface TeachStrings {
  /** Title of the part with a new example. */
  readonly title: string;
  /** What it is for. */
  readonly what: string;
  /** What it does not work for. */
  readonly limits: string;
  /** Label of the field for the name. */
  readonly name: string;
  /** Label of the list of what was just heard. */
  readonly heard: string;
  /** Text of that list while it is empty. */
  readonly nothingHeard: string;
  /** Hint while the listener does not run. */
  readonly idle: string;
  /** Button that shows the last minute. */
  readonly showMinute: string;
  /** Button that begins to record an example, and that ends it. */
  readonly record: string;
  /** @param seconds recorded so far */
  readonly endRecording: (seconds: string) => string;
  /** Button that chooses files. */
  readonly files: string;
  /** Hint that files may be dropped. */
  readonly dropFiles: string;
  /** Question whether a stretch gets a name or a number. */
  readonly kind: string;
  /** Answer: a name. */
  readonly kindSound: string;
  /** Answer: a number. */
  readonly kindFader: string;
  /** What a number is for. */
  readonly faderWhat: string;
  /** Label of the slider for the number. */
  readonly value: string;
  /** After a stretch got a number. */
  readonly faderNoted: (name: string, value: string) => string;
  /** Title of the list of faders. */
  readonly faders: string;
  /** A fader has too few stretches to be learnt. */
  readonly faderNeedsMore: string;
  /** How well a fader was learnt. @param correlation Spearman's ρ */
  readonly faderFigures: (stretches: Count, correlation: string) => string;
  /** A fader was learnt, but its quality is not known. */
  readonly faderUnmeasured: (stretches: Count) => string;
  /** Name of the value at this moment. */
  readonly faderNow: (name: string) => string;
  /** Name of the list of stretches. */
  readonly stretchesOf: (name: string) => string;
  /** Name of the picture of a stretch with a number. */
  readonly stretchPicture: (number: string, duration: string, value: string) => string;
  /** Name of the button that removes a stretch. */
  readonly removeStretch: (number: string) => string;
  /** Title of the list of what only another model knows. */
  readonly others: string;
  /** What happens to it. */
  readonly othersWhat: string;
  /** The browser has no more space. */
  readonly storeFull: string;
  /** The browser does not let the page store the sounds. */
  readonly storeRefused: string;
  /** Some of what was stored was damaged. */
  readonly storeDamaged: (parts: Count) => string;
  /** Button that sets a budget for a built-in class. */
  readonly lessOften: string;
  /** Name of that button for one detection. */
  readonly lessOftenNamed: (sound: string) => string;
  /** After a budget was set. */
  readonly lessOftenNoted: (sound: string) => string;
  /** Button that teaches. */
  readonly teach: string;
  /** Button that teaches a detection elsewhere. */
  readonly teachThis: string;
  /** Button that refuses a detection. */
  readonly notThis: string;
  /** Name of that button for one detection. */
  readonly notThisNamed: (sound: string) => string;
  /** While it learns. */
  readonly learning: string;
  /** After learning. @param quality of the newest example, in words */
  readonly learnt: (label: string, quality: string) => string;
  /** After learning from several files. */
  readonly learntFrom: (label: string, examples: Count) => string;
  /** After the last minutes were scored again. */
  readonly rescored: (detections: Count) => string;
  /** After a detection was refused. */
  readonly refused: (sound: string) => string;
  /** Name of the picture of the last minute. */
  readonly picture: (duration: string) => string;
  /** Label of the beginning of a stretch. */
  readonly from: string;
  /** Label of the end of a stretch. */
  readonly to: string;
  /** A time before the end of the picture. */
  readonly ago: (duration: string) => string;
  /** Question about a stretch. */
  readonly isThis: (label: string) => string;
  /** Answer: the sound is there. */
  readonly yes: string;
  /** Answer: the sound is not there. */
  readonly no: string;
  /** Answer: unknown. */
  readonly skip: string;
  /** Name of the picture of the stretch. */
  readonly questionPicture: string;
  /** Title of the list of taught sounds. */
  readonly list: string;
  /** Text of that list while it is empty. */
  readonly listEmpty: string;
  /** Button that asks for another name. */
  readonly rename: string;
  /** Name of that button for one sound. */
  readonly renameNamed: (label: string) => string;
  /** Label of the field for another name. */
  readonly newName: string;
  /** Button that confirms another name. */
  readonly ok: string;
  /** Button that changes nothing. */
  readonly cancel: string;
  /** Button that removes a sound or an example. */
  readonly remove: string;
  /** Name of the button that removes a sound. */
  readonly removeNamed: (label: string) => string;
  /** Question before a sound, a fader or what another model knows is removed. */
  readonly askRemove: (name: string) => string;
  /** Answer: it stays. */
  readonly keep: string;
  /** Name of the button that removes an example. */
  readonly removeExample: (number: string) => string;
  /** Name of the list of examples. */
  readonly examplesOf: (label: string) => string;
  /** Name of the picture of an example. */
  readonly examplePicture: (number: string, duration: string) => string;
  /** What an example is good for. */
  readonly quality: Readonly<Record<'clear' | 'faint' | 'clipped', string>>;
  /** The example is also taken for other sounds. */
  readonly alike: (labels: string) => string;
  /** How many examples were found when they were left out. */
  readonly found: (found: string, examples: Count) => string;
  /** Advice if fewer than half were found. */
  readonly foundFew: string;
  /** Whether changed copies of the only example were found. */
  readonly foundSingle: (isFound: boolean) => string;
  /** Only what was learnt is known, not the examples. */
  readonly imported: string;
  /** Label of the budget. */
  readonly budget: string;
  /** Name of the slider of the budget of one sound. */
  readonly budgetNamed: (sound: string) => string;
  /** A budget of false alarms. */
  readonly alarmsADay: (alarms: Count) => string;
  /** @param aDay expected false alarms a day */
  readonly expected: (aDay: string) => string;
  /** The expectation of a built-in class rests on nothing yet. */
  readonly noRoom: string;
  /** How reports count for a budget of a built-in class. */
  readonly everyReport: string;
  /** What the expectation rests on: sound of this room. */
  readonly basis: (minutes: string) => string;
  /** What the expectation of an imported sound rests on: sound of this room, or of that in which it was taught. */
  readonly basisImported: (minutes: string) => string;
  /** What the expectation rests on if this room is not known. */
  readonly noBasis: string;
  /** Title of the list of personal corrections. */
  readonly corrections: string;
  /** A raised threshold, per cent. */
  readonly correction: (sound: string, threshold: string) => string;
  /** Button that takes a correction back. */
  readonly undo: string;
  /** Name of that button for one sound. */
  readonly undoNamed: (sound: string) => string;
  /** Title of the part that shares. */
  readonly share: string;
  /** Button that saves all taught sounds. */
  readonly save: string;
  /** Button that adds the sounds of a file. */
  readonly open: string;
  /** Button that copies a link with all taught sounds. */
  readonly copyLink: string;
  /** After the link was copied. */
  readonly copied: string;
  /** Button that shows the link as a QR code. */
  readonly showCode: string;
  /** Name of the QR code. */
  readonly code: string;
  /** The link is too long for a QR code. */
  readonly codeTooLong: string;
  /** Question before the sounds of a link are added. */
  readonly askImport: (sounds: string) => string;
  /** Which taught sounds of the same name the sounds of a link would replace. */
  readonly replaces: (sounds: string) => string;
  /** Which built-in classes the corrections of a link would change. */
  readonly bringsCorrections: (sounds: string) => string;
  /** Button that adds the sounds of a link. */
  readonly add: string;
  /** Button that ignores the sounds of a link. */
  readonly doNotAdd: string;
  /** After sounds were added. */
  readonly added: (sounds: string) => string;
  /** Beside the buttons for a link. @param labels sounds whose layer only a file holds */
  readonly linkWithoutLayers: (labels: string) => string;
  /** Texts about thorough learning. */
  readonly thorough: {
    readonly button: string;
    readonly buttonNamed: (label: string) => string;
    readonly what: string;
    readonly kept: string;
    readonly notKept: string;
    /** @param first loss of left-out examples at the start @param best that after the steps */
    readonly curves: (steps: Count, first: string, best: string) => string;
    readonly found: string;
    readonly loss: string;
    readonly frozen: string;
    readonly trained: string;
    readonly error: (error: string) => string;
    readonly legend: string;
  };
  /** Texts about how a sound was learnt. */
  readonly how: {
    readonly title: string;
    readonly method: string;
    readonly discriminant: string;
    readonly regression: (regularisation: string) => string;
    readonly weights: string;
    readonly leftOut: string;
    /** Instead of it, for a single example. */
    readonly copies: string;
    readonly figures: string;
    readonly precisionRecall: (precision: string, recall: string, f1: string) => string;
    readonly takenFor: (label: string) => string;
    readonly losses: (first: string, last: string, steps: string) => string;
  };
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

  /** Texts of the answer: the sounds of this moment. */
  readonly now: NowStrings;
  /** Texts around the whole live view. */
  readonly live: LiveStrings;

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
  /** Button that changes to the frequencies of birds and back. */
  readonly birdView: string;
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
  /** Button that offers the selected sound to other apps. */
  readonly share: string;
  /** Link to the description of a class. */
  readonly about: (name: string) => string;
  /** Tooltip of a link to the description of a class. */
  readonly aboutInNewTab: (name: string) => string;
  /** Switch: saved and shared sound keeps its voices. */
  readonly withVoices: string;
  /**
   * Voices in the saved or shared sound were muted.
   *
   * @param duration their duration with its unit
   */
  readonly voicesMuted: (duration: string) => string;
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
    /** Button: the mean of each beat in the spectrogram. */
    readonly byBeat: string;
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
    /** Title of the list of sounds. */
    readonly found: string;
    readonly moreTimes: (times: Count) => string;
    /** How sure a sound is. */
    readonly certainty: Readonly<Record<'sure' | 'probable' | 'possible', string>>;
    /** Name of the small picture of the whole recording, in which the visible part is moved. */
    readonly map: string;
    readonly wholeRecording: string;
    readonly saveAll: string;
    /** Defects of a file that is analysed nevertheless. `from` and `to` are times in the recording. */
    readonly warning: {
      readonly endMissing: string;
      readonly cutShort: (from: string) => string;
      readonly soundMissing: (from: string, to: string) => string;
      readonly bytesSkipped: (from: string) => string;
    };
  };

  /** Texts about teaching. */
  readonly teach: TeachStrings;
  /** Texts of the map of recordings. Their English ones come with `<pinna-explore>`, since other pages do not need them. */
  readonly explore?: ExploreStrings | undefined;
  /** Texts of the view of the network. Their English ones come with `<pinna-network>`, since other pages do not need them. */
  readonly network?: NetworkStrings | undefined;
  /** Texts of the view of novelty. Their English ones come with `<pinna-novelty>`, since other pages do not need them. */
  readonly novelty?: NoveltyStrings | undefined;
  /** Texts of the log's sessions and storage. */
  readonly log: LogStrings;
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

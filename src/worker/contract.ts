/**
 * The contract between a page and the inference worker.
 *
 * The worker sends {@link Ready} first. A page joins a worker by sending it one end of a MessageChannel ({@link Join}). All other
 * messages use that channel.
 * Several listeners may share a worker, its model and its backend. Each listener has a separate channel.
 *
 * {@link Exchanges} pairs each request of the page with its answer. {@link Reports} lists the messages that the worker
 * sends without a request.
 *
 * `load` comes before all other requests, except `ping` and `leave`, which may come at any time. The report `error` may come
 * at any time and is final.
 *
 * Live sound: `attach` starts the reports. Another `attach`, after the previous capture was closed, drains that capture and
 * continues with the new one. `stop`, after the capture was closed, is answered once all samples have been computed. From
 * `attach` on, `thresholds`, `taught`, `teaching`, `select` and `recall` may come at any time.
 *
 * Teaching: `example`, `stretch`, `heard-picture`, `learn`, `learn-faders`, `fit`, `fit-classes` and `uncertain` need no live sound and may
 * come at any time. Other requests do not wait for `learn` and `learn-faders`.
 *
 * Recordings, instead of `attach`, one after another: `open-recording`, any number of `recording-samples`, `close-recording`. Each
 * `recording-samples` has an answer, so the page controls how much is in transit.
 *
 * Whatever the model reads, the `features` of a step are frames of `LOG_MEL_64` in dB, one every 20 ms: those that begin in
 * the step's rows of scores. The frames that the model reads are the `input` of a step. Only another worker uses them.
 */
import type { ModelUrls } from '../assets.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { TransportHandle } from '../capture/transport/transport.js';
import type { StepScores } from '../decisions/decisions.js';
import type { Detection, DetectionChange } from '../decisions/detection.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { EmbeddingRows } from '../decisions/embedding-rows.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { HarmonyStep } from '../harmony/harmony.js';
import type { FrameSelection, LiveSelection } from '../engine/frame-selection.js';
import type { ReplayStep } from '../engine/replay-buffer.js';
import type { RecordingSummary } from '../engine/recording-analyser.js';
import type { PinnaErrorCode } from '../errors.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import type { WasmFiles } from '../model/backends/wasm-files.js';
import type { HeadManifest, ModelFigures } from '../model/manifest.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { AbsentLogits } from '../teach/learning/learn.js';
import type { ThoroughReport } from '../teach/learning/thorough-report.js';
import type { Example, Lesson, RefusedSound } from '../teach/teacher.js';

/** A request and its answer; `never` if there is no answer. */
export interface Exchange<In, Out = never> {
  /** What the request carries. */
  readonly in: In;
  /** What the answer carries. */
  readonly out: Out;
}

/** Requests of teaching, by type, and their answers. */
export interface TeachingExchanges {
  /**
   * Sets the taught sounds of live sound, from the next step on. Fetches what they need. Detections of sounds that stay continue.
   * After a failure the sounds are unchanged.
   */
  readonly taught: Exchange<TaughtRequest, Outcome<Rescored | null>>;
  /** Keeps the frames of live sound for teaching from now on, or no longer. */
  readonly teaching: Exchange<boolean, Outcome<null>>;
  /** Cuts an example out of what is kept, or makes one of a recording. */
  readonly example: Exchange<TimeSpan | ExampleSound, Outcome<HeardExample>>;
  /** Returns a stretch of what is kept, or a recording, as it is: a fader learns from all of it. */
  readonly stretch: Exchange<TimeSpan | ExampleSound, Outcome<HeardExample>>;
  /** Returns the kept frames of a time span, to show them; null if none are kept. */
  readonly 'heard-picture': Exchange<TimeSpan, Outcome<HeardPicture | null>>;
  /** Learns sounds from examples and from what is kept. */
  readonly learn: Exchange<LearnRequest, Outcome<LearntSounds>>;
  /** Learns faders. Leaves out a fader without two different numbers, and stretches of another geometry. */
  readonly 'learn-faders': Exchange<readonly FaderLesson[], Outcome<LearntFaders>>;
  /** Fits thresholds of built-in classes to budgets of false alarms, by the scores of what is kept. They are never below the model's. */
  readonly 'fit-classes': Exchange<readonly ClassBudget[], Outcome<readonly FittedThreshold[]>>;
  /** Fits thresholds to budgets of false alarms, by what is kept. */
  readonly fit: Exchange<FitRequest, Outcome<readonly FittedThreshold[]>>;
  /** Returns kept stretches in which it is least sure whether a taught sound is there, the least sure first. */
  readonly uncertain: Exchange<UncertainRequest, Outcome<readonly UncertainStretch[]>>;
}

/** Requests of the page, by type, and their answers. */
export interface Exchanges extends TeachingExchanges {
  /**
   * Opens a session on the model. If the worker has no model yet, fetches it and chooses a backend. A second `load` starts
   * a new session from scratch.
   */
  readonly load: Exchange<LoadRequest, Loaded>;
  /** Checks that the worker still runs. While one step takes too long, there is no answer. */
  readonly ping: Exchange<null, null>;
  /** Analyses the samples of a capture until it closes. */
  readonly attach: Exchange<Attachment>;
  /** Overrides the model's thresholds from the next step on. Replaces earlier overrides. */
  readonly thresholds: Exchange<Thresholds>;
  /** Selects the data of the `frames` reports, for steps whose frames all come after it. */
  readonly select: Exchange<LiveSelection>;
  /** Returns the kept part of a time span; undefined if none is kept. Its samples are transferred. */
  readonly recall: Exchange<TimeSpan, KeptSound | undefined>;
  /** Ends listening. The answer comes once the samples in transit have been computed. */
  readonly stop: Exchange<null, WorkerStatus>;
  /** Frees everything that the worker holds for this channel, and closes the channel. */
  readonly leave: Exchange<null>;
  /** Starts a recording from the network's zero state. */
  readonly 'open-recording': Exchange<RecordingRequest>;
  /**
   * Sends the next samples of the recording: mono, transferred. The answer has the steps that became complete, in order.
   */
  readonly 'recording-samples': Exchange<Float32Array<ArrayBuffer>, readonly RecordingStep[]>;
  /** Ends the recording. All of its samples have been sent. */
  readonly 'close-recording': Exchange<null, RecordingResult>;
}

/** Messages that the worker sends without a request, by type. */
export interface Reports {
  /** One network step. Its arrays are transferred. */
  readonly frames: StepReport;
  readonly detection: DetectionChange;
  /** A time span in which no sound was analysed. */
  readonly gap: TimeSpan;
  /** About four times a second. */
  readonly status: WorkerStatus;
  /** The backend failed, and this one has replaced it. */
  readonly backend: BackendReport;
  /** The analysis failed. This report is final. */
  readonly error: Failure;
}

/** An error as it travels to the page. */
export interface Failure {
  /** Code of the PinnaError. */
  readonly code: PinnaErrorCode;
  /** Its message, in English. */
  readonly message: string;
}

/** A result, or the error that prevented it. */
export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** Requests of teaching. */
export type TeachingType = keyof TeachingExchanges;
/** The result of a request of teaching. */
export type TeachingResult<T extends TeachingType> = Extract<
  TeachingExchanges[T]['out'],
  { readonly value: unknown }
>['value'];

export type RequestType = keyof Exchanges;
export type ReportType = keyof Reports;
/** Requests that have an answer. */
export type AnsweredType = { [T in RequestType]: [Exchanges[T]['out']] extends [never] ? never : T }[RequestType];

/** The messages as they are sent. An answer has the type and number of its request. */
export type Request<T extends RequestType = RequestType> = {
  [K in T]: { readonly type: K; readonly id: number; readonly in: Exchanges[K]['in'] };
}[T];
export type Answer<T extends RequestType = RequestType> = {
  [K in T]: { readonly type: K; readonly id: number; readonly out: Exchanges[K]['out'] };
}[T];
export type Report<T extends ReportType = ReportType> = {
  [K in T]: { readonly type: K; readonly report: Reports[K] };
}[T];

/** The only message to the worker itself: opens a channel. The port is in the transfer list. */
export interface Join {
  readonly type: 'join';
  readonly port: MessagePort;
}

/** The only message of the worker itself: its script runs and accepts a {@link Join}. Until then the page keeps the port. */
export interface Ready {
  readonly type: 'ready';
}

/** The model, and the files to run it. All addresses are absolute. */
export interface LoadRequest {
  readonly model: ModelUrls;
  readonly backend: BackendName | 'auto';
  readonly wasm: WasmFiles;
  /** Address of the module with the WebGPU backend. */
  readonly webgpu: string;
  /** Duration of a network step, frames of 20 ms. */
  readonly stepFrames: number;
}

/** The loaded model and its backend. */
export interface Loaded {
  readonly model: ModelInfo;
  readonly backend: BackendReport;
}

/** Description of a model for pages that show it. */
export interface ModelInfo {
  /** Name of the model. */
  readonly name: string;
  /** Version of the weights. */
  readonly version: string;
  /** Licence of the weights. */
  readonly licence: string;
  /** Geometry of the frames that the network reads. */
  readonly features: FeatureGeometry;
  /** Distance between rows of scores, seconds; 0.02 in the shipped models. */
  readonly rowSeconds: number;
  /** Outputs of the network, with their classes. */
  readonly heads: readonly HeadManifest[];
  /** Measured quality and its conditions. */
  readonly figures?: ModelFigures;
}

/** A capture, and how to analyse it. */
export interface Attachment extends LiveSelection {
  /** Number of this capture; status reports refer to it. */
  readonly attachment: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly transport: TransportHandle;
  /** Offset from the capture's clock to session time, seconds; 0 for the first capture. */
  readonly streamStart: number;
  /** Recent frames of the failed worker that this worker replaces. */
  readonly resume?: ResumeData | undefined;
  /** Duration of the newest sound to keep for `recall`, seconds; 0 for none. */
  readonly keepSeconds: number;
  /** Taught sounds to detect as well; undefined for none. */
  readonly taught?: TaughtSet | undefined;
  /** Whether to keep the newest ten minutes of frames for teaching. */
  readonly teaching: boolean;
  /** Override the model's own. */
  readonly thresholds: Thresholds;
}

/** Data that lets a worker continue for a failed one. */
export interface ResumeData {
  /** The newest steps, oldest first. The first one carries a network state, unless it is the session's first step. */
  readonly steps: readonly ReplayStep[];
  /** Highest detection id so far. */
  readonly lastId: number;
}

/** A span of session time, seconds. */
export interface TimeSpan {
  /** Start. */
  readonly from: number;
  /** End. */
  readonly to: number;
}

/** Mono sound from the worker's memory, 16 bits per sample. */
export interface KeptSound {
  /** Session time of the first sample, seconds. */
  readonly start: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly samples: Int16Array<ArrayBuffer>;
}

/** Taught sounds to use. */
export interface TaughtRequest {
  /** Null for none. */
  readonly set: TaughtSet | null;
  /** Whether to score the frames that are kept again with these sounds. */
  readonly rescores: boolean;
  /** Highest id of a detection that was found so before; 0 for none. */
  readonly lastId: number;
}

/** Taught sounds found in what was kept when the taught sounds changed. */
export interface Rescored {
  /** The span that was scored, session time, seconds. */
  readonly span: TimeSpan;
  /**
   * Newest first. They replace all detections of taught sounds that began in the span. A detection that has not ended is among them with
   * its id and its onset.
   */
  readonly detections: readonly Detection[];
}

/** An example to learn from. */
export interface LessonExample extends Example {
  /** Values of a frame. */
  readonly bands: number;
}

/** A sound to learn, with examples that may be of another model. */
export interface TaughtLesson extends Lesson {
  /** At least one. */
  readonly examples: readonly LessonExample[];
}

/** A recording of an example: mono samples and their rate. */
export interface ExampleSound {
  /** Mono, −1 to 1. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

/** An example that was cut to where its sound is. */
export interface HeardExample {
  /** Frames of the network, `[count × bands]`. */
  readonly frames: Float32Array;
  /** Values of a frame. */
  readonly bands: number;
  /** Duration, seconds. */
  readonly seconds: number;
  /** How far it rises above the background, dB, mean over the bands. */
  readonly rise: number;
  /** Whether the sound was clipped. */
  readonly clipped: boolean;
}

/** Kept frames as a picture. */
export interface HeardPicture {
  /** Session time of the first column, seconds. */
  readonly start: number;
  /** Distance between columns, seconds. */
  readonly hopSeconds: number;
  /** Values of a column, low frequencies first. */
  readonly bands: number;
  /** `[columns × bands]`, in the units of the network's frames. */
  readonly frames: Float32Array;
}

/** What to learn. Examples of another geometry than that of the model are left out, and so are sounds of which none is left. */
export interface LearnRequest {
  /** The sounds with their examples. */
  readonly lessons: readonly TaughtLesson[];
  /** Sounds that the user has refused. */
  readonly refused: readonly (RefusedSound & LessonExample)[];
  /** Spans of live sound with examples, session time in seconds; they do not count as negatives. */
  readonly spans: readonly TimeSpan[];
}

/** What was learnt. */
export interface LearntSounds {
  /** The sounds, in the order of the lessons, with the values that their file holds. It may have none. */
  readonly set: TaughtSet;
  /** How each sound was learnt, in the same order. */
  readonly reports: readonly LearningReport[];
}

/** How a sound was learnt. */
export interface LearningReport {
  /** Name of the sound. */
  readonly label: string;
  /** Hash of the network that it was learnt with; undefined if that is not known. */
  readonly network?: string | undefined;
  /** Loss after each step of the regression; empty for the discriminant. */
  readonly losses: readonly number[];
  /** Weight of one example in the loss. */
  readonly alpha: number;
  /** Weight of one negative in the loss. */
  readonly beta: number;
  /** Regularisation that was chosen; undefined for the discriminant. */
  readonly regularisation: number | undefined;
  /** Peak score of each example when it was left out, 0 to 1; of a single example, those of its variants. */
  readonly leftOut: readonly number[];
  /** For each example: the other sounds that it is also taken for. */
  readonly alike: readonly (readonly string[])[];
  /** Highest logits of what is not the sound, when it was left out: thresholds are fitted to them again. */
  readonly absent: AbsentLogits;
  /** What thorough learning brought; undefined if the sound was not learnt thoroughly. */
  readonly thorough?: ThoroughReport | undefined;
}

/** A fader to learn. */
export interface FaderLesson {
  /** Its name. */
  readonly name: string;
  /** Its stretches. */
  readonly stretches: readonly {
    /** `[count × bands]` */
    readonly frames: Float32Array;
    /** Values of a frame. */
    readonly bands: number;
    /** The number that the user gave, 0 to 1. */
    readonly value: number;
    /** The same for stretches that are left out together. */
    readonly recording: string;
  }[];
}

/** The faders that could be learnt, with the values that their file holds. */
export type LearntFaders = Pick<TaughtSet, 'network' | 'licence'> & Pick<Required<TaughtSet>, 'faders'>;

/** A budget of false alarms of a built-in class. */
export interface ClassBudget {
  /** Name of the head. */
  readonly head: string;
  /** Name of the class. */
  readonly label: string;
  /** False alarms an hour. */
  readonly target: number;
  /** Score from which on a block of the room does not count, because the class may be there; undefined to count all blocks. */
  readonly below: number | undefined;
}

/** Budgets of false alarms. */
export interface FitRequest {
  /** The taught sounds. */
  readonly set: TaughtSet;
  /** False alarms an hour, one for each sound of the set. */
  readonly targets: readonly number[];
  /** What learning has measured of each sound; undefined for an imported one, which is measured by the bank and the quiet rooms. */
  readonly absent: readonly (AbsentLogits | undefined)[];
  /** Spans in which the sounds are, session time in seconds; they are left out. */
  readonly spans: readonly TimeSpan[];
}

/** Which stretches to ask about. */
export interface UncertainRequest {
  /** The taught sounds. */
  readonly set: TaughtSet;
  /** Spans that are known already, session time in seconds. */
  readonly spans: readonly TimeSpan[];
  /** Most stretches to return. */
  readonly count: number;
}

/** A kept stretch in which a taught sound may be. */
export interface UncertainStretch extends TimeSpan {
  /** Name of the sound. */
  readonly label: string;
  /** Peak score in the stretch, 0 to 1. */
  readonly score: number;
}

/** A threshold by a budget, and what it rests on. */
export interface FittedThreshold {
  /** Name of the sound. */
  readonly label: string;
  /** Score at which a detection begins, 0 to 1. */
  readonly threshold: number;
  /** Expected false alarms an hour. */
  readonly falseAlarms: number;
  /** Duration of the room that it rests on, minutes. */
  readonly roomMinutes: number;
}

/** One network step of T rows of scores. */
export interface StepReport {
  /** Session time of the first row, seconds. */
  readonly time: number;
  /** Frames that the network read, row-major, in the model's geometry; for another worker. */
  readonly input: Float32Array;
  /**
   * Frames of `LOG_MEL_64` that begin in these rows, `[frames × 64]`, row-major, dB; undefined unless requested. The same
   * array as `input` if the model reads these frames.
   */
  readonly features: Float32Array | undefined;
  readonly scores: StepScores;
  /** Per fader its values `[rows]`, 0 to 1; undefined without faders. All arrays share one buffer. */
  readonly faders?: Readonly<Record<string, Float32Array>> | undefined;
  /** The network's state after this step, every five seconds; otherwise undefined. */
  readonly state: readonly Float32Array[] | undefined;
  /** Descriptors of these frames; undefined unless requested. */
  readonly descriptors: Descriptors | undefined;
  /** Chords and key that became known; undefined unless requested. */
  readonly harmony: HarmonyStep | undefined;
  /** Normalised embeddings; undefined unless requested, and with a model that cannot be taught. */
  readonly embedding: EmbeddingRows | undefined;
}

/** Speed, sample counts and level. Speed and level cover the time since the previous status, about 250 ms. */
export interface WorkerStatus {
  /** Number of the capture that `samples` counts; 0 without a capture. */
  readonly attachment: number;
  /** Mean time of a network step with read-back, ms; if there was no step, the previous value. */
  readonly millisecondsPerStep: number;
  /** Computing time of features, network and decisions, seconds per second of sound. */
  readonly cost: number;
  readonly samples: SampleCounts;
  /** RMS level, dBFS; −Infinity for digital silence. */
  readonly level: number;
  /** Highest absolute sample; 1 and above means clipping. */
  readonly peak: number;
  /** Number of live tensors in the worker. */
  readonly tensors: number;
}

/** Options for one recording. */
export interface RecordingRequest extends FrameSelection {
  /** Hz. */
  readonly sampleRate: number;
  /** Override the model's own. */
  readonly thresholds: Thresholds;
  /** Taught sounds to detect as well; undefined for none. */
  readonly taught?: TaughtSet | undefined;
  /** Whether the summary has the mean embedding; not when absent. */
  readonly embedding?: boolean | undefined;
}

/** One network step of a recording. Its arrays are transferred. */
export interface RecordingStep {
  /** Number of rows of scores T. */
  readonly frames: number;
  /** Per head: calibrated scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per fader its values `[T]`, 0 to 1; undefined without faders. All arrays share one buffer. */
  readonly faders?: Readonly<Record<string, Float32Array>> | undefined;
  /** Frames of `LOG_MEL_64` that begin in these rows, `[frames × 64]`, row-major, dB; undefined unless requested. */
  readonly features: Float32Array | undefined;
  /** Undefined unless requested. */
  readonly descriptors: Descriptors | undefined;
}

/** The end of a recording: its last steps and its summary. */
export interface RecordingResult {
  /** The steps that no earlier answer contained. */
  readonly steps: readonly RecordingStep[];
  readonly summary: RecordingSummary;
  /** Number of live tensors in the worker. */
  readonly tensors: number;
}

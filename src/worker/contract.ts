/**
 * The contract between a page and the inference worker.
 *
 * A page joins a worker by sending it one end of a MessageChannel ({@link Join}). All other messages use that channel.
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
 * `attach` on, `thresholds`, `descriptors` and `recall` may come at any time.
 *
 * Recordings, instead of `attach`, one after another: `open-recording`, any number of `recording-samples`, `close-recording`. Each
 * `recording-samples` has an answer, so the page controls how much is in transit.
 */
import type { ModelUrls } from '../assets.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { TransportHandle } from '../capture/transport/transport.js';
import type { StepScores } from '../decisions/decisions.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { ReplayStep } from '../engine/replay-buffer.js';
import type { RecordingSummary } from '../engine/recording-analyser.js';
import type { PinnaErrorCode } from '../errors.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import type { WasmFiles } from '../model/backends/wasm-files.js';
import type { HeadManifest } from '../model/manifest.js';

/** A request and its answer; `never` if there is no answer. */
interface Exchange<In, Out = never> {
  readonly in: In;
  readonly out: Out;
}

/** Requests of the page, by type, and their answers. */
export interface Exchanges {
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
  /** Turns descriptors in the `frames` reports on or off. */
  readonly descriptors: Exchange<boolean>;
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
  readonly error: { readonly code: PinnaErrorCode; readonly message: string };
}

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

/** The model, and the files to run it. All addresses are absolute. */
export interface LoadRequest {
  readonly model: ModelUrls;
  readonly backend: BackendName | 'auto';
  readonly wasm: WasmFiles;
  /** Address of the module with the WebGPU backend. */
  readonly webgpu: string;
  /** Frames per network step. */
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
  /** Geometry of its feature frames. */
  readonly features: FeatureGeometry;
  /** Outputs of the network, with their classes. */
  readonly heads: readonly HeadManifest[];
}

/** A capture, and how to analyse it. */
export interface Attachment {
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
  /** Override the model's own. */
  readonly thresholds: Thresholds;
  /** Whether `frames` reports carry descriptors. */
  readonly descriptors: boolean;
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

/** One network step of T frames. */
export interface StepReport {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  readonly scores: StepScores;
  /** The network's state after this step, every five seconds; otherwise undefined. */
  readonly state: readonly Float32Array[] | undefined;
  /** Descriptors of these frames; undefined unless requested. */
  readonly descriptors: Descriptors | undefined;
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
export interface RecordingRequest {
  /** Hz. */
  readonly sampleRate: number;
  /** Whether to return the log-mel frames. */
  readonly features: boolean;
  /** Whether to return descriptors. */
  readonly descriptors: boolean;
  /** Override the model's own. */
  readonly thresholds: Thresholds;
}

/** One network step of a recording. Its arrays are transferred. */
export interface RecordingStep {
  /** Number of frames T. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[T × bands]`, row-major, dB; undefined unless requested. */
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

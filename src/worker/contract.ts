/**
 * The contract between a page and the inference worker.
 *
 * A page joins a worker by sending it one end of a MessageChannel ({@link Join}); everything else travels through that
 * channel. Several listeners may share a worker, its model and its backend: each has a channel of its own.
 *
 * {@link Exchanges} pairs every request of the page with its answer; {@link Reports} are what the worker sends unasked.
 *
 * Order: `load` first. Live sound: `attach`, then reports; another `attach` (after the capture before was closed) drains
 * that one and continues with this; `stop` (after the capture was closed) is answered once all has been computed.
 * `thresholds`, `describe` and `recall` are welcome at any time from `attach` on, `ping` and `leave` at any time. The
 * report `error` may come at any time and is final.
 *
 * Recordings, instead of `attach` and any number of them, one after another: `open-clip`; any number of `clip-samples`,
 * each answered, so that the page decides how much is in transit; `close-clip`.
 */
import type { ModelUrls } from '../assets.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { TransportHandle } from '../capture/transport/transport.js';
import type { StepScores } from '../decisions/decisions.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { HeardStep } from '../engine/heard-frames.js';
import type { ClipSummary } from '../engine/whole-clip.js';
import type { PinnaErrorCode } from '../errors.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import type { WasmFiles } from '../model/backends/wasm-files.js';
import type { HeadManifest } from '../model/manifest.js';

/** A request and its answer; `never` where none comes. */
interface Exchange<In, Out = never> {
  readonly in: In;
  readonly out: Out;
}

export interface Exchanges {
  /** Fetches a model and chooses a backend for it. A second `load` begins again from scratch. */
  readonly load: Exchange<LoadRequest, Loaded>;
  /** Whether the worker still runs. Has no answer while one step takes too long. */
  readonly ping: Exchange<null, null>;
  /** Analyses what a capture delivers, until it closes. */
  readonly attach: Exchange<Attachment>;
  /** Decides by these instead of the model's from the next step on. */
  readonly thresholds: Exchange<Thresholds>;
  /** Whether descriptors are wanted with the frames from now on. */
  readonly describe: Exchange<boolean>;
  /** The part of a stretch of sound that the worker keeps; undefined where it keeps nothing of it. Its samples are transferred. */
  readonly recall: Exchange<TimeSpan, KeptSound | undefined>;
  /** Ends listening; the answer comes once what is still in transit has been computed. */
  readonly stop: Exchange<null, WorkerStatus>;
  /** Frees whatever the worker holds for this channel, and closes the channel. */
  readonly leave: Exchange<null>;
  /** Begins a recording, from the network's zero state. */
  readonly 'open-clip': Exchange<ClipRequest>;
  /** The next samples of the recording, mono, transferred. The answer has the steps that became complete, in order. */
  readonly 'clip-samples': Exchange<Float32Array<ArrayBuffer>, readonly ClipStep[]>;
  /** Ends the recording: all of its samples have been sent. */
  readonly 'close-clip': Exchange<null, ClipResult>;
}

export interface Reports {
  /** One network step. Its arrays are transferred. */
  readonly frames: StepReport;
  readonly detection: DetectionChange;
  /** No sound was analysed in this stretch. */
  readonly gap: TimeSpan;
  /** About four times a second. */
  readonly status: WorkerStatus;
  /** The backend was lost, and this one continues instead. */
  readonly backend: BackendReport;
  /** Ends the conversation. */
  readonly error: { readonly code: PinnaErrorCode; readonly message: string };
}

export type RequestType = keyof Exchanges;
export type ReportType = keyof Reports;
/** Requests that are answered. */
export type AnsweredType = { [T in RequestType]: [Exchanges[T]['out']] extends [never] ? never : T }[RequestType];

/** How they travel: an answer has its request's type and number. */
export type Request<T extends RequestType = RequestType> = {
  [K in T]: { readonly type: K; readonly id: number; readonly in: Exchanges[K]['in'] };
}[T];
export type Answer<T extends RequestType = RequestType> = {
  [K in T]: { readonly type: K; readonly id: number; readonly out: Exchanges[K]['out'] };
}[T];
export type Report<T extends ReportType = ReportType> = {
  [K in T]: { readonly type: K; readonly report: Reports[K] };
}[T];

/** The one message to the worker itself: a new conversation, through this port (in the transfer list). */
export interface Join {
  readonly type: 'join';
  readonly port: MessagePort;
}

export interface LoadRequest {
  /** Absolute addresses, as all others here. */
  readonly model: ModelUrls;
  readonly backend: BackendName | 'auto';
  readonly wasm: WasmFiles;
  /** The module with the WebGPU backend. */
  readonly webgpu: string;
  /** Frames per network step. */
  readonly stepFrames: number;
}

export interface Loaded {
  readonly model: ModelInfo;
  readonly backend: BackendReport;
}

/** What the page needs to know of a model to show it. */
export interface ModelInfo {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** How its frames are made of sound. */
  readonly features: FeatureGeometry;
  readonly heads: readonly HeadManifest[];
}

export interface Attachment {
  /** Number of this capture; the status names it. */
  readonly attachment: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly transport: TransportHandle;
  /** Seconds to add to its positions: the session's clock has run longer than this capture's. */
  readonly origin: number;
  /** What a worker before this one had analysed. */
  readonly heard?: Heard | undefined;
  /** How much of the newest sound the worker keeps for `recall`, seconds; 0 for none. */
  readonly keepSeconds: number;
  /** Override the model's. */
  readonly thresholds: Thresholds;
  /** Whether descriptors are wanted with the frames. */
  readonly descriptors: boolean;
}

/** What a worker needs to continue instead of a failed one. */
export interface Heard {
  /** The newest steps, oldest first, from a state of the network on. */
  readonly steps: readonly HeardStep[];
  /** The highest id of a detection. */
  readonly lastId: number;
}

/** Seconds on the capturing clock. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Sound from the worker's memory, mono. */
export interface KeptSound {
  /** Time of the first sample, seconds on the capturing clock. */
  readonly start: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly samples: Int16Array<ArrayBuffer>;
}

export interface StepReport {
  /** Time of the first frame, seconds on the capturing clock. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  readonly scores: StepScores;
  /** The network's state after it; every five seconds. */
  readonly state: readonly Float32Array[] | undefined;
  /** Of these frames; undefined unless wanted. */
  readonly descriptors: Descriptors | undefined;
}

export interface WorkerStatus {
  /** Number of the capture whose samples are counted; 0 when there was none. */
  readonly attachment: number;
  /** Mean time of a network step with read-back over the last second, milliseconds. */
  readonly millisecondsPerStep: number;
  /** Computing time of features, network and decisions per second of audio, over the last second. */
  readonly cost: number;
  readonly samples: SampleCounts;
  /** RMS level of the last samples, dBFS. */
  readonly level: number;
  /** Highest absolute sample of the same stretch; 1 and above clips. */
  readonly peak: number;
  /** Live tensors in the worker. */
  readonly tensors: number;
}

export interface ClipRequest {
  /** Hz. */
  readonly sampleRate: number;
  /** Whether the log-mel frames are wanted back. */
  readonly features: boolean;
  /** Whether descriptors are wanted. */
  readonly descriptors: boolean;
  /** Override the model's. */
  readonly thresholds: Thresholds;
}

/** One network step of a recording. Its arrays are transferred. */
export interface ClipStep {
  /** Number of frames T. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[T × bands]`, row-major, dB; undefined unless wanted. */
  readonly features: Float32Array | undefined;
  /** Undefined unless wanted. */
  readonly descriptors: Descriptors | undefined;
}

export interface ClipResult {
  /** The last steps. */
  readonly steps: readonly ClipStep[];
  readonly summary: ClipSummary;
  /** Live tensors in the worker. */
  readonly tensors: number;
}

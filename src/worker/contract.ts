/**
 * Every message between the page (`src/listener.ts`) and the inference worker (`src/worker/worker.ts`).
 *
 * Several listeners may share a worker, its model and its backend. Each message bears the number of the one who sends it or
 * gets it, `user`; what follows is the conversation with one of them. Page `leave`, at any time → worker frees what it has
 * for that one, without an answer.
 *
 * Order: page `load` → worker `loaded`; page `attach` → worker `frames`, `detection`, `status` …; page `stop` (after the
 * capture was closed) → worker drains, then `stopped`. Another `attach` (after the capture before was closed) → worker
 * drains that one, and goes on with this. At any time from `attach` on: page `thresholds`, `describe`; page `recall` → worker `recalled`. Page `ping`, at
 * any time → worker `pong`, unless it has been at one step for too long. `error` may come at any time and is final.
 *
 * Recordings, instead of `attach` and any number of them, one after another: page `open-clip`; page `clip-samples`, each
 * answered by `clip-frames`, so that the page decides how much is in transit; page `close-clip` → worker `clip`.
 */
import type { ModelUrls } from '../assets.js';
import type { TransportHandle } from '../capture/transport/transport.js';
import type { DecisionUpdate } from '../decisions/decision-update.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { PinnaErrorCode } from '../errors.js';
import type { HeardStep } from '../engine/heard-frames.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import type { HeadManifest } from '../model/manifest.js';
import type { WasmFiles } from '../model/backends/wasm-files.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { ClipSummary } from '../engine/whole-clip.js';

export interface LoadMessage {
  readonly type: 'load';
  /** Absolute addresses, as all others here. */
  readonly model: ModelUrls;
  readonly backend: BackendName | 'auto';
  readonly wasm: WasmFiles;
  /** The module with the WebGPU backend. */
  readonly webgpu: string;
  /** Frames per network step. */
  readonly stepFrames: number;
}

export interface AttachMessage {
  readonly type: 'attach';
  /** Comes back with what is told of its samples. */
  readonly attachment: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly transport: TransportHandle;
  /** What to add to its positions, seconds: the session's clock has run longer than this capture's. */
  readonly origin: number;
  /** What a worker before this one had heard. */
  readonly heard?: Heard | undefined;
  /** How much of the newest sound the worker keeps for `recall`, seconds; 0 for none. */
  readonly keepSeconds: number;
  /** In the place of the model's. */
  readonly thresholds: Thresholds;
  /** Whether descriptors are wanted with the frames. */
  readonly descriptors: boolean;
}

/** Descriptors are wanted with the frames from now on, or no longer. */
export interface DescribeMessage {
  readonly type: 'describe';
  readonly wanted: boolean;
}

/** Decide by these from the next step on. */
export interface ThresholdsMessage {
  readonly type: 'thresholds';
  readonly thresholds: Thresholds;
}

/** What another worker needs to go on in a failed one's place. */
export interface Heard {
  /** The newest steps, oldest first, from a state of the network on. */
  readonly steps: readonly HeardStep[];
  /** The highest id of a detection. */
  readonly lastId: number;
}

/** Ask whether the worker is still there. */
export interface PingMessage {
  readonly type: 'ping';
}

/** The user of this number is gone. */
export interface LeaveMessage {
  readonly type: 'leave';
}

/** Ask for a stretch of the sound that is kept. */
export interface RecallMessage {
  readonly type: 'recall';
  /** Comes back with the answer. */
  readonly request: number;
  /** Seconds on the capturing clock. */
  readonly from: number;
  readonly to: number;
}

/** Ask for the end: what is still in transit is computed first. */
export interface StopMessage {
  readonly type: 'stop';
}

/** A recording begins, from the network's zero state. */
export interface OpenClipMessage {
  readonly type: 'open-clip';
  /** Hz. */
  readonly sampleRate: number;
  /** Whether the log-mel frames are wanted back. */
  readonly features: boolean;
  /** Whether descriptors are wanted. */
  readonly descriptors: boolean;
  /** In the place of the model's. */
  readonly thresholds: Thresholds;
}

/** The next samples of the recording. The array is transferred. */
export interface ClipSamplesMessage {
  readonly type: 'clip-samples';
  /** Mono, any number. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** The recording's last samples have been sent. */
export interface CloseClipMessage {
  readonly type: 'close-clip';
}

export type ToWorker =
  | LoadMessage
  | PingMessage
  | AttachMessage
  | ThresholdsMessage
  | DescribeMessage
  | RecallMessage
  | StopMessage
  | LeaveMessage
  | OpenClipMessage
  | ClipSamplesMessage
  | CloseClipMessage;

/** What the page needs to know of a model to show it. */
export interface ModelInfo {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly bands: number;
  readonly fMin: number;
  readonly fMax: number;
  /** Seconds. */
  readonly hopSeconds: number;
  readonly windowSeconds: number;
  readonly heads: readonly HeadManifest[];
}

export interface LoadedMessage {
  readonly type: 'loaded';
  readonly model: ModelInfo;
  readonly backend: BackendReport;
}

/** The backend was lost, and another one goes on in its place. */
export interface BackendMessage {
  readonly type: 'backend';
  readonly backend: BackendReport;
}

/** One network step. Arrays are transferred. */
export interface FramesMessage {
  readonly type: 'frames';
  /** Time of the first frame, seconds on the capturing clock. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  readonly update: DecisionUpdate;
  /** What the network remembers after it; every five seconds. */
  readonly state: readonly Float32Array[] | undefined;
  /** Of these frames; undefined unless wanted. */
  readonly descriptors: Descriptors | undefined;
}

export interface DetectionMessage extends DetectionChange {
  readonly type: 'detection';
}

/** No sound was heard from `from` to `to`, seconds on the capturing clock. */
export interface GapMessage {
  readonly type: 'gap';
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

export interface RecalledMessage {
  readonly type: 'recalled';
  readonly request: number;
  /** What is there of the stretch; absent when nothing is. Its samples are transferred. */
  readonly sound?: KeptSound | undefined;
}

export interface WorkerStatus {
  /** Of which its samples are told; 0 when there was none. */
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

export interface StatusMessage extends WorkerStatus {
  readonly type: 'status';
}

export interface StoppedMessage extends WorkerStatus {
  readonly type: 'stopped';
}

/** One network step of a recording. */
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

/** The samples of one `clip-samples` have been heard. Arrays are transferred. */
export interface ClipFramesMessage {
  readonly type: 'clip-frames';
  /** How many samples that were. */
  readonly samples: number;
  /** The steps that became complete, in order. */
  readonly steps: readonly ClipStep[];
}

/** The recording has been heard to its end. */
export interface ClipMessage {
  readonly type: 'clip';
  /** The last steps. Arrays are transferred. */
  readonly steps: readonly ClipStep[];
  readonly summary: ClipSummary;
  /** Live tensors in the worker. */
  readonly tensors: number;
}

export interface PongMessage {
  readonly type: 'pong';
}

export interface ErrorMessage {
  readonly type: 'error';
  readonly code: PinnaErrorCode;
  readonly message: string;
}

export type FromWorker =
  | LoadedMessage
  | PongMessage
  | BackendMessage
  | FramesMessage
  | DetectionMessage
  | GapMessage
  | RecalledMessage
  | StatusMessage
  | StoppedMessage
  | ClipFramesMessage
  | ClipMessage
  | ErrorMessage;

/** A message with the number of the one who sends or gets it. */
export type ForUser<Message> = Message & { readonly user: number };

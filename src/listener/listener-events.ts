import type { InputInfo } from '../capture/sources/source.js';
import type { TransportKind } from '../capture/transport/transport.js';
import type { StepScores } from '../decisions/decisions.js';
import type { EmbeddingRows } from '../decisions/embedding-rows.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { HarmonyStep } from '../harmony/harmony.js';
import type { PinnaError } from '../errors.js';
import type { Interruption } from '../capture/sources/interruption.js';
import type { BackendReport } from '../model/backends/backend-report.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { ModelInfo, Rescored, TimeSpan } from '../worker/contract.js';

/**
 * State of a Listener: `idle` → `starting` → `running` → `stopping` → `idle`. A failed start returns to `idle`. With
 * `keepListening`, a failed session returns to `starting`.
 */
export type ListenerState = 'idle' | 'starting' | 'running' | 'stopping';

/**
 * Scores of one network step: the detail of a `frames` event. The scores are {@link ModelInfo.rowSeconds} apart: 20 ms in the
 * shipped models.
 */
export interface Frames extends StepScores {
  /**
   * Session time of the first scores, seconds. Session time is the clock of the first AudioContext; it continues when a
   * device or a worker is replaced.
   */
  readonly time: number;
  /**
   * Log-mel frames of {@link LOG_MEL_64}, whatever the model reads: those that begin in this step, one every 20 ms,
   * `[frames × 64]`, row-major, dB. Undefined unless requested.
   */
  readonly features?: Float32Array | undefined;
  /**
   * Per fader of the taught sounds: its smoothed values, one for each row of scores, 0 to 1. Undefined without faders.
   */
  readonly faders?: Readonly<Record<string, Float32Array>> | undefined;
  /** Descriptors of the same log-mel frames; undefined unless requested. */
  readonly descriptors?: Descriptors | undefined;
  /** Chords and key that became known in this step; undefined unless requested. */
  readonly harmony?: HarmonyStep | undefined;
  /** Normalised embeddings; undefined unless requested, and with a model that cannot be taught. */
  readonly embedding?: EmbeddingRows | undefined;
}

/** What the network has read in one step, as `Listener.tapNetwork` passes it on. */
export interface NetworkStep {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** Frames in the model's geometry ({@link ModelInfo.features}), `[frames × bands]`, row-major; whole rows of scores. */
  readonly input: Float32Array;
  /** The network's state after these frames, every five seconds; otherwise undefined. */
  readonly state: readonly Float32Array[] | undefined;
}

/**
 * Status of a Listener: the detail of a `status` event. `model`, `backend`, `input` and `transport` are absent until a
 * session is open.
 */
export interface ListenerStatus {
  /** State of the Listener. */
  readonly state: ListenerState;
  /** Number of listening sessions that have begun. Each change of state to `starting` begins one. */
  readonly sessions: number;
  /** The loaded model. */
  readonly model?: ModelInfo;
  /** Backend that computes the network, and the reason for it. */
  readonly backend?: BackendReport;
  /** The opened input. */
  readonly input?: InputInfo;
  /** Transport of samples from the audio thread to the worker. */
  readonly transport?: TransportKind;
  /** Sample rate of the capturing AudioContext, Hz. */
  readonly sampleRate?: number;
  /** Number of bands of the model, the highest ones, that reach above half the sample rate; 0 from 15.6 kHz on. */
  readonly missingBands?: number;
  /** Duration of a network step, frames of 20 ms, as set by the option. */
  readonly stepFrames: number;
  /** Duration of the last step, frames of 20 ms, at least `stepFrames`; more while the device cannot keep up. */
  readonly lastStepFrames?: number;
  /** Duration of the newest sound that `recall` can return, seconds; 0 if none is kept. */
  readonly keepSeconds: number;
  /** Mean time of a network step since the previous status of the worker (about 250 ms), ms. */
  readonly millisecondsPerStep: number;
  /** Computing time per second of sound over the same interval; 0.01 means 1 % of one core. */
  readonly cost: number;
  /** Time from the end of the last analysed frame to the arrival of its scores in the page, seconds. */
  readonly latency: number;
  /** Sample counts. After a stop, captured = processed + dropped; before, the difference is in transit. */
  readonly samples: SampleCounts;
  /** RMS level since the previous status of the worker, dBFS; −Infinity for digital silence. */
  readonly level: number;
  /** Highest absolute sample over the same interval; 1 and above means clipping. */
  readonly peak: number;
  /** Why a running listener currently receives or analyses no sound; undefined if nothing is wrong. */
  readonly interruption?: Interruption | undefined;
  /** Whether only digital silence, or no sound at all, has arrived for 3 s. */
  readonly silent: boolean;
  /** Whether starting waits for a click or a key press, which browsers require before a page's audio may run. */
  readonly blocked: boolean;
  /** The next attempt, while `keepListening` waits before it; otherwise absent. */
  readonly retry?: Retry | undefined;
}

/** A failure after which `keepListening` starts again. */
export interface Retry {
  /** The failure. */
  readonly error: PinnaError;
  /** Latest time of the next attempt, ms on the clock of `performance.now()`. */
  readonly at: number;
}

/**
 * A time span without analysed sound, session time in seconds. Either capture was interrupted, or samples were dropped
 * because the analysis could not keep up.
 */
export type Gap = TimeSpan;

/** Events of a Listener, all `CustomEvent`s. Each key is an event type, each value the type of its `detail`. */
export interface ListenerEventDetails {
  /** Dispatched at each change of state. */
  statechange: ListenerState;
  /** Dispatched for each network step; with the default options, ten times a second. */
  frames: Frames;
  /** Dispatched when a detection begins and when it ends. */
  detection: DetectionChange;
  /**
   * Dispatched when the taught sounds have changed while frames are kept: what was analysed lately, scored again. The detections replace
   * all detections of taught sounds that began in the span.
   */
  rescored: Rescored;
  /** Dispatched when the list of taught sounds, of their examples or of corrections has changed. */
  taught: TaughtSet | undefined;
  /** Dispatched when sound arrives again after a gap. */
  gap: Gap;
  /** Dispatched about four times a second while running, and at each change of state. */
  status: ListenerStatus;
  /** Dispatched when listening cannot start or cannot continue. With `keepListening`, the listener then starts again. */
  error: PinnaError;
}

/** Returns the status of a Listener before its first session. */
export function idleStatus(stepFrames: number, keepSeconds = 0): ListenerStatus {
  return {
    state: 'idle',
    sessions: 0,
    stepFrames,
    keepSeconds,
    millisecondsPerStep: 0,
    cost: 0,
    latency: 0,
    samples: { captured: 0, processed: 0, dropped: 0 },
    level: -Infinity,
    peak: 0,
    silent: false,
    blocked: false,
  };
}

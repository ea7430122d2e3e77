import type { InputInfo } from '../capture/sources/source.js';
import type { TransportKind } from '../capture/transport/transport.js';
import type { StepScores } from '../decisions/decisions.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import type { PinnaError } from '../errors.js';
import type { Interruption } from '../capture/sources/interruption.js';
import type { BackendReport } from '../model/backends/backend-report.js';
import type { SampleCounts } from '../capture/transport/sample-account.js';
import type { ModelInfo, TimeSpan } from '../worker/contract.js';

/**
 * State of a Listener: `idle` → `starting` → `running` → `stopping` → `idle`. A failed start returns to `idle`. With
 * `keepListening`, a failed session returns to `starting`.
 */
export type ListenerState = 'idle' | 'starting' | 'running' | 'stopping';

/** Frames and scores of one network step: the detail of a `frames` event. */
export interface Frames extends StepScores {
  /**
   * Session time of the first frame, seconds. Session time is the clock of the first AudioContext; it continues when a
   * device or a worker is replaced.
   */
  readonly time: number;
  /** Log-mel `[frames × bands]`, row-major, dB. */
  readonly features: Float32Array;
  /** Descriptors of the same frames; undefined unless requested. */
  readonly descriptors?: Descriptors | undefined;
}

/**
 * Status of a Listener: the detail of a `status` event. `model`, `backend`, `input` and `transport` are absent until a
 * session is open.
 */
export interface ListenerStatus {
  /** State of the Listener. */
  readonly state: ListenerState;
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
  /** Number of `LOG_MEL_64` bands, the highest ones, that reach above half the sample rate; 0 from 15.6 kHz on. */
  readonly missingBands?: number;
  /** Frames per network step, as set by the option. */
  readonly stepFrames: number;
  /** Frames in the last step, at least `stepFrames`; more while the device cannot keep up. */
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

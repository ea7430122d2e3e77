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

/** `idle` → `starting` → `running` → `stopping` → `idle`. */
export type ListenerState = 'idle' | 'starting' | 'running' | 'stopping';

/** One network step, as a view sees it. */
export interface Frames extends StepScores {
  /** Time of the first frame, seconds on the capturing clock. */
  readonly time: number;
  /** Log-mel `[frames × bands]`, row-major, dB. */
  readonly features: Float32Array;
  /** Of the same frames; undefined unless somebody wants them. */
  readonly descriptors?: Descriptors | undefined;
}

export interface ListenerStatus {
  readonly state: ListenerState;
  readonly model?: ModelInfo;
  readonly backend?: BackendReport;
  readonly input?: InputInfo;
  readonly transport?: TransportKind;
  /** The capturing context's rate, Hz. */
  readonly sampleRate?: number;
  /** How many of the model's bands, the highest ones, a rate below 15.6 kHz has no place for. */
  readonly missingBands?: number;
  /** Frames per network step, as asked for. */
  readonly stepFrames: number;
  /** Of the last step: more than asked for while the device cannot keep up. */
  readonly lastStepFrames?: number;
  /** Seconds of the newest sound that `recall` gives; 0 where none is kept. */
  readonly keepSeconds: number;
  /** Mean over the last second. */
  readonly millisecondsPerStep: number;
  /** Share of one core at real time, 0.01 is 1 %. */
  readonly cost: number;
  /** Seconds from the end of the last analysed frame to its scores' arrival in the page. */
  readonly latency: number;
  /** captured = processed + dropped once stopped; the difference before is in transit. */
  readonly samples: SampleCounts;
  /** RMS, dBFS (−Infinity for digital silence). */
  readonly level: number;
  /** Highest absolute sample; 1 and above clips. */
  readonly peak: number;
  /** Why nothing is heard just now, while it runs; absent while all is well. */
  readonly interruption?: Interruption | undefined;
  /** True when only digital silence has arrived for three seconds. */
  readonly silent: boolean;
  /** True while starting waits for a click or key, without which the browser lets no page's audio run. */
  readonly blocked: boolean;
  /** With `keepListening`, while it waits before it tries to start again; absent otherwise. */
  readonly retry?: Retry | undefined;
}

/** A start that has failed and will be tried again. */
export interface Retry {
  readonly error: PinnaError;
  /** Time of the next try at the latest, milliseconds on the clock of `performance.now()`. */
  readonly at: number;
}

/** A stretch without sound: interrupted, or dropped because the analysis could not keep up. Seconds, as detections'. */
export type Gap = TimeSpan;

/** The events of a Listener, all `CustomEvent`s; keys are the event types, values the type of `detail`. */
export interface ListenerEventDetails {
  statechange: ListenerState;
  frames: Frames;
  detection: DetectionChange;
  /** Sound flows again after a gap. */
  gap: Gap;
  /** About four times a second while running, and at each change of state. */
  status: ListenerStatus;
  error: PinnaError;
}

/** The status before anything was heard. */
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

import { type DecisionUpdate, Decisions } from '../decisions/decisions.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { Descriptors } from '../descriptors/descriptors.js';
import { DescriptorStream } from '../descriptors/descriptor-stream.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import { LogMelStream } from '../features/log-mel-stream.js';
import { PinnaError } from '../errors.js';
import type { ModelManifest } from '../model/manifest.js';
import type { Logits } from '../model/network/head-weights.js';
import { ReplayBuffer, type ReplayStep } from './replay-buffer.js';
import type { StreamingNetwork } from '../model/network/streaming-network.js';
import { StepSize } from './step-size.js';

/** Interval between exported network states, frames (5 s). */
const STATE_INTERVAL = 250;

/** The result of one network step of T frames. */
export interface EngineStep {
  /** Time of the first frame, seconds: its position in samples over the sample rate. */
  readonly time: number;
  /** Log-mel frames `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  /** Logits per head, `[T × classes]`, row-major. */
  readonly logits: Logits;
  readonly update: DecisionUpdate;
  /** The network's state after this step. Present about every 5 s if the option `exportStates` or `recover` is set. */
  readonly state: readonly Float32Array[] | undefined;
  /** Descriptors of the step's frames, if requested. All arrays share one buffer. */
  readonly descriptors: Descriptors | undefined;
}

export interface EngineOptions {
  readonly manifest: ModelManifest;
  /** The caller owns the network and disposes of it. No other engine may use it at the same time. */
  readonly network: StreamingNetwork;
  /** Sample rate, Hz. */
  readonly sampleRate: number;
  /** Frames per network step. The value changes cost and latency, never the result. */
  readonly stepFrames: number;
  /** Whether steps get longer while the device computes more slowly than real time; false when absent. */
  readonly adaptive?: boolean | undefined;
  /** Thresholds that override the model's. */
  readonly thresholds?: Thresholds;
  /**
   * Returns another network of the same model. The engine calls it if the backend fails during a step (for example the GPU).
   * It restores a recent state, replays the frames since then, and computes the step again. When absent, the error is
   * thrown.
   */
  readonly recover?: ((error: unknown) => Promise<StreamingNetwork>) | undefined;
  /** Whether steps carry the network's state about every 5 s, for another engine's `prime`; false when absent. */
  readonly exportStates?: boolean | undefined;
  /** Whether steps carry descriptors; false when absent. */
  readonly descriptors?: boolean | undefined;
  /** Last detection id already in use: the first detection gets the next one; 0 when absent. */
  readonly lastId?: number | undefined;
}

type StepResult = Pick<EngineStep, 'logits' | 'state'>;

/**
 * Turns samples into scores and detections: features → network → decisions. The inference worker and the command line
 * share it. Positions count samples on the caller's clock. If a position jumps, samples are missing there.
 */
export class Engine {
  /** Number of network steps so far, and their total time including read-back, ms. */
  readonly timing = { steps: 0, milliseconds: 0 };
  readonly #geometry: FeatureGeometry;
  #features: LogMelStream;
  /** Present while descriptors are requested. */
  #descriptors: DescriptorStream | undefined;
  readonly #decisions: Decisions;
  #network: StreamingNetwork;
  readonly #recover: EngineOptions['recover'];
  readonly #stepSize: StepSize;
  readonly #isAdaptive: boolean;
  readonly #exportsStates: boolean;
  /** Frames since the last exported state. */
  #sinceState = 0;
  /** Recent frames that another network replays. Filled by `prime`, and by every step if `recover` is set. */
  readonly #replay: ReplayBuffer;
  /** Frames waiting for a full step, `[current step size × bands]`. */
  #waiting: Float32Array;
  #waitingFrames = 0;
  /** Position of the feature stream's sample 0, samples on the caller's clock. */
  #streamStart = 0;
  /** Position of the next sample if none is missing, samples. */
  #nextPosition: number | undefined;
  #framesStepped = 0;

  /** @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(options: EngineOptions) {
    const { manifest, network, sampleRate, stepFrames, adaptive = false, exportStates = false } = options;
    this.#geometry = manifest.features;
    this.#replay = new ReplayBuffer(manifest.features.bands, 0);
    this.#features = new LogMelStream(sampleRate, manifest.features);
    this.#decisions = new Decisions(manifest.heads, manifest.features.hopSeconds, options.thresholds, options.lastId);
    this.#network = network;
    this.#recover = options.recover;
    this.#exportsStates = exportStates;
    this.#stepSize = new StepSize(stepFrames, manifest.features.hopSeconds);
    this.#isAdaptive = adaptive;
    this.#waiting = new Float32Array(stepFrames * manifest.features.bands);
    this.setDescriptors(options.descriptors ?? false);
  }

  /** Turns descriptors on or off. The first step with them is the first whose frames all come after this call. */
  setDescriptors(isRequested: boolean): void {
    if (isRequested === (this.#descriptors !== undefined)) return;
    this.#descriptors = isRequested ? new DescriptorStream(this.#features.geometry, this.#features.scale) : undefined;
    this.#features.onFrame = this.#descriptors?.add;
  }

  /**
   * Restores the memory of network and scores from steps that another engine has already reported. Reports nothing.
   * @param steps oldest first. If the first step has a state, the network continues from it; otherwise it continues from
   *   its current state.
   */
  async prime(steps: readonly ReplayStep[]): Promise<void> {
    const [first] = steps;
    if (first?.state) {
      await this.#network.importState(first.state);
      this.#replay.add(first);
    }
    for (const step of first?.state ? steps.slice(1) : steps) {
      const { logits } = await this.#compute(step);
      this.#decisions.push(logits, step.features.length / this.#geometry.bands, step.time);
    }
    this.#decisions.flush();
  }

  /**
   * Changes the sample rate; call it after `flush`. Positions count samples at the new rate. Network and scores keep
   * their state.
   * @throws PinnaError `unsupported-sample-rate`
   */
  setSampleRate(sampleRate: number): void {
    if (sampleRate === this.#features.geometry.sampleRate) return;
    this.#features = new LogMelStream(sampleRate, this.#geometry);
    this.#nextPosition = undefined;
    const isRequested = this.#descriptors !== undefined;
    this.setDescriptors(false);
    this.setDescriptors(isRequested);
  }

  /**
   * Analyses samples. Calls must not overlap.
   * @param samples mono; copied before the first await, so the caller may reuse the array at once
   * @param position of the first sample; when absent, the samples follow the last ones
   * @returns the steps that became complete
   */
  async push(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const seconds = samples.length / this.#features.geometry.sampleRate;
    const began = performance.now();
    const steps = await this.#analyse(samples, position);
    if (this.#isAdaptive) this.#stepSize.add(seconds, (performance.now() - began) / 1000);
    return steps;
  }

  async #analyse(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const start = position ?? this.#nextPosition ?? 0;
    const isGap = start !== this.#nextPosition;
    this.#nextPosition = start + samples.length;
    if (!isGap) return this.#step(this.#features.push(samples));
    // Steps the frames from before the gap first: no step spans it.
    const copy = this.#waitingFrames > 0 ? samples.slice() : samples;
    const steps = this.#waitingFrames > 0 ? [await this.#stepWaiting()] : [];
    this.#features.reset();
    this.#descriptors?.reset();
    this.#streamStart = start;
    this.#framesStepped = 0;
    return [...steps, ...(await this.#step(this.#features.push(copy)))];
  }

  /** Steps the waiting frames, even if they are fewer than a full step, and ends every open detection. */
  async flush(): Promise<{ steps: EngineStep[]; changes: readonly DetectionChange[] }> {
    const steps = this.#waitingFrames > 0 ? [await this.#stepWaiting()] : [];
    return { steps, changes: this.#decisions.flush() };
  }

  /** Sets other thresholds from the next step on. @throws PinnaError `bad-option`; nothing has changed then */
  setThresholds(thresholds: Thresholds): void {
    this.#decisions.setThresholds(thresholds);
  }

  /** Returns to the state before the first sample. */
  reset(): void {
    this.#features.reset();
    this.#descriptors?.reset();
    this.#network.reset();
    this.#decisions.reset();
    this.#replay.clear();
    this.#sinceState = 0;
    this.#waitingFrames = 0;
    this.#framesStepped = 0;
    this.#streamStart = 0;
    this.#nextPosition = undefined;
  }

  async #step(frames: Float32Array): Promise<EngineStep[]> {
    const steps: EngineStep[] = [];
    for (let copied = 0; copied < frames.length;) {
      const room = this.#waiting.length - this.#waitingFrames * this.#geometry.bands;
      const part = frames.subarray(copied, copied + room);
      this.#waiting.set(part, this.#waitingFrames * this.#geometry.bands);
      this.#waitingFrames += part.length / this.#geometry.bands;
      copied += part.length;
      if (this.#waitingFrames * this.#geometry.bands === this.#waiting.length) steps.push(await this.#stepWaiting());
    }
    return steps;
  }

  async #stepWaiting(): Promise<EngineStep> {
    const frames = this.#waitingFrames;
    const features = this.#waiting.slice(0, frames * this.#geometry.bands);
    this.#waitingFrames = 0;
    const length = this.#stepSize.frames * this.#geometry.bands;
    if (this.#waiting.length !== length) this.#waiting = new Float32Array(length);
    const { hop, sampleRate } = this.#features.geometry;
    const time = (this.#streamStart + this.#framesStepped * hop) / sampleRate;
    this.#framesStepped += frames;
    const descriptors = this.#descriptors?.drain(frames, time);
    const began = performance.now();
    const { logits, state } = await this.#compute({ time, features });
    this.timing.milliseconds += performance.now() - began;
    this.timing.steps += 1;
    return { time, features, logits, state, descriptors, update: this.#decisions.push(logits, frames, time) };
  }

  /** Computes a step. If the backend fails, recovers with another network and computes the step again. */
  async #compute(step: ReplayStep): Promise<StepResult> {
    let computed;
    try {
      computed = await this.#runNetwork(step);
    } catch (error) {
      if (!this.#recover || error instanceof PinnaError) throw error;
      this.#network = await this.#recover(error);
      const [first, ...rest] = this.#replay.steps;
      if (first?.state) await this.#network.importState(first.state);
      else if (first) await this.#network.step(first.features);
      for (const { features } of rest) await this.#network.step(features);
      computed = await this.#runNetwork(step);
    }
    const { state } = computed;
    this.#sinceState = state ? 0 : this.#sinceState + step.features.length / this.#geometry.bands;
    // The step's own arrays may be transferred to another thread, so keep copies.
    if (this.#recover) {
      const features = step.features.slice();
      this.#replay.add({ ...step, features, state: state?.map((values) => values.slice()) });
    }
    return computed;
  }

  async #runNetwork({ features }: ReplayStep): Promise<StepResult> {
    const logits = await this.#network.step(features);
    const isDue = this.#sinceState + features.length / this.#geometry.bands >= STATE_INTERVAL;
    const state = isDue && (this.#recover || this.#exportsStates) ? await this.#network.exportState() : undefined;
    return { logits, state };
  }
}

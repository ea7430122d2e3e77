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
import { HeardFrames, type HeardStep } from './heard-frames.js';
import type { StreamingNetwork } from '../model/network/streaming-network.js';
import { StepSize } from './step-size.js';

/** From one kept state of the network to the next, frames: five seconds. */
const STATE_INTERVAL = 250;

/** What came of one network step of T frames. */
export interface EngineStep {
  /** Time of the first frame, seconds: its position in samples over the sample rate. */
  readonly time: number;
  /** Log-mel `[T × 64]`, dB. */
  readonly features: Float32Array;
  /** Per head `[T × classes]`. */
  readonly logits: Logits;
  readonly update: DecisionUpdate;
  /** What the network remembers after it: every five seconds, where the engine is asked for it. */
  readonly state: readonly Float32Array[] | undefined;
  /** Where they are asked for; all in one buffer. */
  readonly descriptors: Descriptors | undefined;
}

export interface EngineOptions {
  readonly manifest: ModelManifest;
  /** Owned by the caller, who disposes of it; no other engine may use it at the same time. */
  readonly network: StreamingNetwork;
  /** Hz. */
  readonly sampleRate: number;
  /** Frames per network step. Changes the cost and the latency, never the result. */
  readonly stepFrames: number;
  /** Whether steps get longer while computing takes longer than the sound does; not when absent. */
  readonly adaptive?: boolean | undefined;
  /** In the place of the model's. */
  readonly thresholds?: Thresholds;
  /**
   * Asked for another network of the same model when a step fails for a reason of the backend's own (a lost GPU). It goes
   * on from a state of the last seconds, and the step is computed again. Where left out, such an error ends the engine.
   */
  readonly recover?: ((error: unknown) => Promise<StreamingNetwork>) | undefined;
  /** Whether steps carry the network's state now and then, for another engine's `prime`; not when absent. */
  readonly states?: boolean | undefined;
  /** Whether steps carry descriptors; not when absent. */
  readonly descriptors?: boolean | undefined;
  /** Detections' ids count from the one after it; 0 when absent. */
  readonly lastId?: number | undefined;
}

type Computed = Pick<EngineStep, 'logits' | 'state'>;

/**
 * Samples in, scores and detections out: the line features → network → decisions that the inference worker and the
 * command line share. Positions count samples on the caller's clock; a jump means that samples are missing there.
 */
export class Engine {
  /** Network steps so far, and the time that they took with read-back, milliseconds. */
  readonly timing = { steps: 0, milliseconds: 0 };
  readonly #geometry: FeatureGeometry;
  #features: LogMelStream;
  /** While descriptors are wanted. */
  #descriptors: DescriptorStream | undefined;
  readonly #decisions: Decisions;
  #network: StreamingNetwork;
  readonly #recover: EngineOptions['recover'];
  readonly #stepSize: StepSize;
  readonly #isAdaptive: boolean;
  readonly #givesStates: boolean;
  /** Frames since the last state that was kept. */
  #sinceState = 0;
  /** What another network goes on from, when there is somebody to recover with. */
  readonly #heard: HeardFrames;
  /** Frames that wait for a full step, `[stepFrames × 64]`. */
  #waiting: Float32Array;
  #waitingFrames = 0;
  /** Position of sample 0 of the feature stream. */
  #origin = 0;
  /** Position of the next sample if none is missing. */
  #expected: number | undefined;
  #framesStepped = 0;

  /** @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(options: EngineOptions) {
    const { manifest, network, sampleRate, stepFrames, adaptive = false, states = false } = options;
    this.#geometry = manifest.features;
    this.#heard = new HeardFrames(manifest.features.bands, 0);
    this.#features = new LogMelStream(sampleRate, manifest.features);
    this.#decisions = new Decisions(manifest.heads, manifest.features.hopSeconds, options.thresholds, options.lastId);
    this.#network = network;
    this.#recover = options.recover;
    this.#givesStates = states;
    this.#stepSize = new StepSize(stepFrames, manifest.features.hopSeconds);
    this.#isAdaptive = adaptive;
    this.#waiting = new Float32Array(stepFrames * manifest.features.bands);
    this.describe(options.descriptors ?? false);
  }

  /** Whether steps carry descriptors, from the next one on of which all frames are still to come. */
  describe(wanted: boolean): void {
    if (wanted === (this.#descriptors !== undefined)) return;
    this.#descriptors = wanted ? new DescriptorStream(this.#features.geometry, this.#features.scale) : undefined;
    this.#features.onFrame = this.#descriptors?.add;
  }

  /**
   * Hears again what another engine has answered already: nothing comes of it but what network and scores remember.
   * @param steps oldest first; from the first one's state on, if it has one, else from the zero state
   */
  async prime(steps: readonly HeardStep[]): Promise<void> {
    const [first] = steps;
    if (first?.state) {
      await this.#network.importState(first.state);
      this.#heard.add(first);
    }
    for (const step of first?.state ? steps.slice(1) : steps) {
      const { logits } = await this.#compute(step);
      this.#decisions.push(logits, step.features.length / this.#geometry.bands, step.time);
    }
    this.#decisions.flush();
  }

  /**
   * After a flush: from now on samples have another rate, and positions count it. Network and scores go on as they are.
   * @throws PinnaError `unsupported-sample-rate`
   */
  retune(sampleRate: number): void {
    if (sampleRate === this.#features.geometry.sampleRate) return;
    this.#features = new LogMelStream(sampleRate, this.#geometry);
    this.#expected = undefined;
    const wanted = this.#descriptors !== undefined;
    this.describe(false);
    this.describe(wanted);
  }

  /**
   * @param samples mono; copied before the first await, so that the caller may reuse the array at once.
   * @param position of the first sample; where left out, it follows on the last.
   * @returns the steps that became complete. Calls must not overlap.
   */
  async push(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const seconds = samples.length / this.#features.geometry.sampleRate;
    const began = performance.now();
    const steps = await this.#hear(samples, position);
    if (this.#isAdaptive) this.#stepSize.add(seconds, (performance.now() - began) / 1000);
    return steps;
  }

  async #hear(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const start = position ?? this.#expected ?? 0;
    const isGap = start !== this.#expected;
    this.#expected = start + samples.length;
    if (!isGap) return this.#step(this.#features.push(samples));
    // Frames from before the gap are stepped first; a frame never spans it.
    const copy = this.#waitingFrames > 0 ? samples.slice() : samples;
    const steps = this.#waitingFrames > 0 ? [await this.#stepWaiting()] : [];
    this.#features.reset();
    this.#descriptors?.reset();
    this.#origin = start;
    this.#framesStepped = 0;
    return [...steps, ...(await this.#step(this.#features.push(copy)))];
  }

  /** Steps the frames that still wait, and ends every open detection: nothing follows. */
  async flush(): Promise<{ steps: EngineStep[]; changes: readonly DetectionChange[] }> {
    const steps = this.#waitingFrames > 0 ? [await this.#stepWaiting()] : [];
    return { steps, changes: this.#decisions.flush() };
  }

  /** Decides by other thresholds from the next step on. @throws PinnaError `bad-option`; nothing has changed then */
  setThresholds(thresholds: Thresholds): void {
    this.#decisions.setThresholds(thresholds);
  }

  /** Back to the state before the first sample. */
  reset(): void {
    this.#features.reset();
    this.#descriptors?.reset();
    this.#network.reset();
    this.#decisions.reset();
    this.#heard.clear();
    this.#sinceState = 0;
    this.#waitingFrames = 0;
    this.#framesStepped = 0;
    this.#origin = 0;
    this.#expected = undefined;
  }

  async #step(frames: Float32Array): Promise<EngineStep[]> {
    const steps: EngineStep[] = [];
    for (let taken = 0; taken < frames.length;) {
      const room = this.#waiting.length - this.#waitingFrames * this.#geometry.bands;
      const part = frames.subarray(taken, taken + room);
      this.#waiting.set(part, this.#waitingFrames * this.#geometry.bands);
      this.#waitingFrames += part.length / this.#geometry.bands;
      taken += part.length;
      if (this.#waitingFrames * this.#geometry.bands === this.#waiting.length) steps.push(await this.#stepWaiting());
    }
    return steps;
  }

  async #stepWaiting(): Promise<EngineStep> {
    const frames = this.#waitingFrames;
    const features = this.#waiting.slice(0, frames * this.#geometry.bands);
    this.#waitingFrames = 0;
    const wanted = this.#stepSize.frames * this.#geometry.bands;
    if (this.#waiting.length !== wanted) this.#waiting = new Float32Array(wanted);
    const { hop, sampleRate } = this.#features.geometry;
    const time = (this.#origin + this.#framesStepped * hop) / sampleRate;
    this.#framesStepped += frames;
    const descriptors = this.#descriptors?.take(frames, time);
    const began = performance.now();
    const { logits, state } = await this.#compute({ time, features });
    this.timing.milliseconds += performance.now() - began;
    this.timing.steps += 1;
    return { time, features, logits, state, descriptors, update: this.#decisions.push(logits, frames, time) };
  }

  /** The network's answer, if need be from another network; what was heard is kept only where there may be another. */
  async #compute(step: HeardStep): Promise<Computed> {
    let computed;
    try {
      computed = await this.#ask(step);
    } catch (error) {
      if (!this.#recover || error instanceof PinnaError) throw error;
      this.#network = await this.#recover(error);
      const [first, ...rest] = this.#heard.steps;
      if (first?.state) await this.#network.importState(first.state);
      else if (first) await this.#network.step(first.features);
      for (const { features } of rest) await this.#network.step(features);
      computed = await this.#ask(step);
    }
    const { state } = computed;
    this.#sinceState = state ? 0 : this.#sinceState + step.features.length / this.#geometry.bands;
    // Copies: the step's own arrays may be transferred to another thread.
    if (this.#recover) {
      const features = step.features.slice();
      this.#heard.add({ ...step, features, state: state?.map((values) => values.slice()) });
    }
    return computed;
  }

  async #ask({ features }: HeardStep): Promise<Computed> {
    const logits = await this.#network.step(features);
    const isDue = this.#sinceState + features.length / this.#geometry.bands >= STATE_INTERVAL;
    const state = isDue && (this.#recover || this.#givesStates) ? await this.#network.exportState() : undefined;
    return { logits, state };
  }
}

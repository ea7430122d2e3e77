import { type DecisionUpdate, Decisions } from '../decisions/decisions.js';
import type { EmbeddingHead } from '../decisions/embedding-head.js';
import type { Detection, DetectionChange } from '../decisions/detection.js';
import { checkLiveThresholds, type Thresholds } from '../decisions/thresholds.js';
import { PinnaError } from '../errors.js';
import { rowsPerStep } from '../features/rows.js';
import type { ModelManifest } from '../model/manifest.js';
import type { Logits } from '../model/network/head-weights.js';
import type { StreamingNetwork } from '../model/network/streaming-network.js';
import type { FrameSelection } from './frame-selection.js';
import { ReplayBuffer, type ReplayStep } from './replay-buffer.js';
import { StepFrames, type RowFrames } from './step-frames.js';
import { StepSize } from './step-size.js';

/** Interval between exported network states, seconds. */
const STATE_INTERVAL = 5;

/** The result of one network step of T rows of scores. */
export interface EngineStep extends RowFrames {
  /** Logits per head, `[T × classes]`, row-major. */
  readonly logits: Logits;
  readonly update: DecisionUpdate;
  /** Per fader `[T]`, 0 to 1, smoothed; all arrays share one buffer. Undefined without faders. */
  readonly faders?: Readonly<Record<string, Float32Array>> | undefined;
  /** What the heads read, `[T × width]`, row-major. Undefined unless a head or a follower reads it. */
  readonly embedding?: Float32Array | undefined;
  /** The network's state after this step. Present about every 5 s if the option `exportStates` or `recover` is set. */
  readonly state: readonly Float32Array[] | undefined;
}

/** The data of `FrameSelection` are left out when absent. */
export interface EngineOptions extends Partial<FrameSelection> {
  readonly manifest: ModelManifest;
  /** The caller owns the network and disposes of it. No other engine may use it at the same time. */
  readonly network: StreamingNetwork;
  /** Sample rate, Hz. */
  readonly sampleRate: number;
  /** Duration of a network step, frames of 20 ms; rounded up to whole rows. Changes cost and latency, never the result. */
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
  /** A head that reads the embedding and is not the model's, such as taught sounds. Without one, no embedding is computed. */
  readonly embeddingHead?: EmbeddingHead | undefined;
  /** Last detection id already in use: the first detection gets the next one; 0 when absent. */
  readonly lastId?: number | undefined;
}

type StepResult = Pick<EngineStep, 'logits' | 'state'> & { readonly embedding?: Float32Array | undefined };

/**
 * Receives each step of live sound with its embedding.
 * @param time start of the first row, seconds
 * @param input frames that the network read, `[frames × bands]`; copy them to keep them
 * @param embedding `[rows × width]`, row-major
 */
export type EmbeddingFollower = (time: number, input: Float32Array, embedding: Float32Array) => void;

/**
 * Turns samples into scores and detections: features → network → decisions. The inference worker and the command line
 * share it. Positions count samples on the caller's clock. If a position jumps, samples are missing there.
 */
export class Engine {
  /** Number of network steps so far, and their total time including read-back, ms. */
  readonly timing = { steps: 0, milliseconds: 0 };
  readonly #manifest: ModelManifest;
  #frames: StepFrames;
  readonly #decisions: Decisions;
  #embeddingHead: EmbeddingHead | undefined;
  /** The head for the next step, and thresholds that may name its classes; undefined if the head stays. */
  #nextHead: { readonly head: EmbeddingHead | undefined; readonly thresholds?: Thresholds } | undefined;
  #follower: EmbeddingFollower | undefined;
  #network: StreamingNetwork;
  readonly #recover: EngineOptions['recover'];
  readonly #stepSize: StepSize;
  readonly #isAdaptive: boolean;
  readonly #exportsStates: boolean;
  /** Network frames since the last exported state. */
  #sinceState = 0;
  /** Recent frames that another network replays. Filled by `prime`, and by every step if `recover` is set. */
  readonly #replay: ReplayBuffer;
  /** Position of the next sample if none is missing, samples. */
  #nextPosition: number | undefined;

  /** @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(options: EngineOptions) {
    const { manifest, network, sampleRate, stepFrames, adaptive = false, exportStates = false } = options;
    const { rowSeconds } = network;
    this.#manifest = manifest;
    this.#replay = new ReplayBuffer(manifest.features, 0);
    this.#frames = new StepFrames(sampleRate, manifest.features, network.framesPerOutput);
    this.#embeddingHead = options.embeddingHead;
    this.#decisions = new Decisions(
      manifest.heads,
      rowSeconds,
      options.thresholds,
      options.lastId,
      options.embeddingHead?.manifest,
    );
    this.#network = network;
    this.#recover = options.recover;
    this.#exportsStates = exportStates;
    this.#stepSize = new StepSize(rowsPerStep(stepFrames, rowSeconds), rowSeconds);
    this.#isAdaptive = adaptive;
    const { features = false, descriptors = false, harmony = false } = options;
    this.select({ features, descriptors, harmony });
  }

  /** Selects the data of later steps. A step has them if all of its frames come after this call. */
  select(selection: FrameSelection): void {
    this.#frames.select(selection);
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
      const { logits, embedding } = await this.#compute(step);
      this.#faders(step, embedding);
      this.#decisions.push(logits, this.#framesOf(step) / this.#network.framesPerOutput, step.time);
    }
    this.#decisions.flush();
  }

  /**
   * Changes the sample rate; call it after `flush`. Positions count samples at the new rate. Network and scores keep
   * their state.
   * @throws PinnaError `unsupported-sample-rate`
   */
  setSampleRate(sampleRate: number): void {
    if (sampleRate === this.#frames.sampleRate) return;
    const { selection } = this.#frames;
    this.#frames = new StepFrames(sampleRate, this.#manifest.features, this.#network.framesPerOutput);
    this.#frames.select(selection);
    this.#nextPosition = undefined;
  }

  /**
   * Analyses samples. Calls must not overlap.
   * @param samples mono; copied before the first await, so the caller may reuse the array at once
   * @param position of the first sample; when absent, the samples follow the last ones
   * @returns the steps that became complete
   */
  async push(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const seconds = samples.length / this.#frames.sampleRate;
    const began = performance.now();
    const steps = await this.#analyse(samples, position);
    if (this.#isAdaptive) this.#stepSize.add(seconds, (performance.now() - began) / 1000);
    return steps;
  }

  async #analyse(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const start = position ?? this.#nextPosition ?? 0;
    const isGap = start !== this.#nextPosition;
    this.#nextPosition = start + samples.length;
    if (!isGap) {
      this.#frames.push(samples);
      return this.#stepWhole();
    }
    // Steps the rows from before the gap first: no step spans it.
    const copy = this.#frames.rows > 0 ? samples.slice() : samples;
    const steps = await this.#stepRest();
    this.#frames.restart(start);
    this.#frames.push(copy);
    return [...steps, ...(await this.#stepWhole())];
  }

  /**
   * Steps the complete rows that wait, even if they are fewer than a full step, and ends every open detection. An
   * incomplete row waits for the next samples.
   */
  async flush(): Promise<{ steps: EngineStep[]; changes: readonly DetectionChange[] }> {
    return { steps: await this.#stepRest(), changes: this.#decisions.flush() };
  }

  /** Sets other thresholds from the next step on. @throws PinnaError `bad-option`; nothing has changed then */
  setThresholds(thresholds: Thresholds): void {
    const next = this.#nextHead;
    if (!next) return this.#decisions.setThresholds(thresholds);
    checkLiveThresholds([...this.#manifest.heads, ...(next.head ? [next.head.manifest] : [])], thresholds);
    this.#nextHead = { ...next, thresholds };
  }

  /**
   * Adds a head that reads the embedding, replaces it or removes it, from the next step on. Classes and faders of the same name
   * continue, and so do their detections. That step has the ends of the detections of the other classes of the head before. The scores of the model's
   * own heads stay the same to the bit. May be called at any time.
   */
  setEmbeddingHead(head: EmbeddingHead | undefined): void {
    this.#nextHead = { ...this.#nextHead, head };
  }

  /** Detections of the head that reads the embedding that were reported and have not ended. */
  get lastingEmbedded(): readonly Detection[] {
    return this.#decisions.lastingExtra;
  }

  /** Passes the embedding of each later step to a follower; undefined ends that. It costs one more read-back a step. */
  setFollower(follower: EmbeddingFollower | undefined): void {
    this.#follower = follower;
  }

  /** Returns to the state before the first sample. */
  reset(): void {
    this.#frames.restart(0);
    this.#network.reset();
    this.#decisions.reset();
    this.#embeddingHead?.faders?.reset();
    this.#replay.clear();
    this.#sinceState = 0;
    this.#nextPosition = undefined;
  }

  /** Steps as many rows as make full steps. */
  async #stepWhole(): Promise<EngineStep[]> {
    const steps: EngineStep[] = [];
    while (this.#frames.rows >= this.#stepSize.rows) steps.push(await this.#step(this.#stepSize.rows));
    return steps;
  }

  /** Steps all complete rows. */
  async #stepRest(): Promise<EngineStep[]> {
    const { rows } = this.#frames;
    return rows > 0 ? [await this.#step(rows)] : [];
  }

  async #step(rows: number): Promise<EngineStep> {
    const frames = this.#frames.take(rows);
    const ended = this.#changeHead();
    const began = performance.now();
    const { logits, embedding, state } = await this.#compute(frames);
    if (embedding) this.#follower?.(frames.time, frames.input, embedding);
    this.timing.milliseconds += performance.now() - began;
    this.timing.steps += 1;
    const update = this.#decisions.push(logits, rows, frames.time);
    const faders = this.#faders(frames, embedding);
    return {
      ...frames,
      logits,
      embedding,
      state,
      faders,
      update: { ...update, changes: [...ended, ...update.changes] },
    };
  }

  /** Changes the head that reads the embedding, if another one waits. @returns ends of the detections of the one before */
  #changeHead(): readonly DetectionChange[] {
    const next = this.#nextHead;
    if (!next) return [];
    this.#nextHead = undefined;
    const before = this.#embeddingHead?.faders;
    if (before && before !== next.head?.faders) next.head?.faders?.continueFrom(before);
    this.#embeddingHead = next.head;
    const ended = this.#decisions.setExtra(next.head?.manifest);
    if (next.thresholds) this.#decisions.setThresholds(next.thresholds);
    return ended;
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
      else if (first) await this.#network.step(first.input);
      for (const { input } of rest) await this.#network.step(input);
      computed = await this.#runNetwork(step);
    }
    const { state } = computed;
    this.#sinceState = state ? 0 : this.#sinceState + this.#framesOf(step);
    // The step's own arrays may be transferred to another thread, so keep copies.
    if (this.#recover) {
      const { time, input } = step;
      this.#replay.add({ time, input: input.slice(), state: state?.map((values) => values.slice()) });
    }
    return computed;
  }

  async #runNetwork(step: ReplayStep): Promise<StepResult> {
    const { logits, embedding } = await this.#logits(step.input);
    const seconds = (this.#sinceState + this.#framesOf(step)) * this.#manifest.features.hopSeconds;
    const isDue = seconds >= STATE_INTERVAL;
    const state = isDue && (this.#recover || this.#exportsStates) ? await this.#network.exportState() : undefined;
    return { logits, embedding, state };
  }

  /** Computes the logits of all heads, including the one that reads the embedding. */
  async #logits(input: Float32Array): Promise<Omit<StepResult, 'state'>> {
    const head = this.#embeddingHead;
    if (!head && !this.#follower) return { logits: await this.#network.step(input) };
    const { logits, embedding } = await this.#network.stepWithEmbedding(input);
    return { logits: head ? { ...logits, [head.manifest.name]: head.logits(embedding) } : logits, embedding };
  }

  /** Computes the faders of a step, if there are any. */
  #faders({ input, time }: ReplayStep, embedding: Float32Array | undefined): EngineStep['faders'] {
    return embedding && this.#embeddingHead?.faders?.push(embedding, input, time, this.#network.rowSeconds);
  }

  /** Returns the number of network frames of a step. */
  #framesOf({ input }: ReplayStep): number {
    return input.length / this.#manifest.features.bands;
  }
}

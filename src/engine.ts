import type { DecisionUpdate } from './decisions/decision-update';
import { Decisions } from './decisions/decisions';
import type { DetectionChange } from './decisions/detection';
import type { Thresholds } from './decisions/thresholds';
import { BANDS } from './features/log-mel-parameters';
import { LogMelStream } from './features/log-mel-stream';
import { PinnaError } from './errors';
import type { ModelManifest } from './model/manifest';
import { HeardFrames, type HeardStep } from './heard-frames';
import type { StreamingNetwork } from './model/streaming-network';
import { StepSize } from './step-size';

/** What came of one network step of T frames. */
export interface EngineStep {
  /** Time of the first frame, seconds: its position in samples over the sample rate. */
  readonly time: number;
  /** Log-mel `[T × 64]`, dB. */
  readonly features: Float32Array;
  /** Per head `[T × classes]`. */
  readonly logits: Readonly<Record<string, Float32Array>>;
  readonly update: DecisionUpdate;
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
   * Asked for another network of the same model when a step fails for a reason of the backend's own (a lost GPU). It is
   * primed with the last ten seconds, and the step is computed again. Where left out, such an error ends the engine.
   */
  readonly recover?: ((error: unknown) => Promise<StreamingNetwork>) | undefined;
  /** Detections' ids count from the one after it; 0 when absent. */
  readonly lastId?: number | undefined;
}

/**
 * Samples in, scores and detections out: the line features → network → decisions that the inference worker and the
 * command line share. Positions count samples on the caller's clock; a jump means that samples are missing there.
 */
export class Engine {
  /** Network steps so far, and the time that they took with read-back, milliseconds. */
  readonly timing = { steps: 0, milliseconds: 0 };
  private features: LogMelStream;
  private readonly decisions: Decisions;
  private network: StreamingNetwork;
  private readonly recover: EngineOptions['recover'];
  private readonly stepSize: StepSize;
  private readonly isAdaptive: boolean;
  /** The features of the last steps, oldest first, when there is somebody to recover with. */
  private readonly heard = new HeardFrames(BANDS);
  /** Frames that wait for a full step, `[stepFrames × 64]`. */
  private waiting: Float32Array;
  private waitingFrames = 0;
  /** Position of sample 0 of the feature stream. */
  private origin = 0;
  /** Position of the next sample if none is missing. */
  private expected: number | undefined;
  private framesStepped = 0;

  /** @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(options: EngineOptions) {
    const { manifest, network, sampleRate, stepFrames, adaptive = false, thresholds, recover, lastId } = options;
    this.features = new LogMelStream(sampleRate);
    this.decisions = new Decisions(manifest.heads, manifest.features.hopSeconds, thresholds, lastId);
    this.network = network;
    this.recover = recover;
    this.stepSize = new StepSize(stepFrames, manifest.features.hopSeconds);
    this.isAdaptive = adaptive;
    this.waiting = new Float32Array(stepFrames * BANDS);
  }

  /**
   * Hears again what another engine has answered already: nothing comes of it but what network and scores remember.
   * @param steps oldest first
   */
  async prime(steps: readonly HeardStep[]): Promise<void> {
    for (const step of steps) {
      const logits = await this.compute(step);
      this.decisions.push(logits, step.features.length / BANDS, step.time);
    }
    this.decisions.flush();
  }

  /**
   * After a flush: from now on samples have another rate, and positions count it. Network and scores go on as they are.
   * @throws PinnaError `unsupported-sample-rate`
   */
  retune(sampleRate: number): void {
    if (sampleRate === this.features.geometry.sampleRate) return;
    this.features = new LogMelStream(sampleRate);
    this.expected = undefined;
  }

  /**
   * @param samples mono; copied before the first await, so that the caller may reuse the array at once.
   * @param position of the first sample; where left out, it follows on the last.
   * @returns the steps that became complete. Calls must not overlap.
   */
  async push(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const seconds = samples.length / this.features.geometry.sampleRate;
    const began = performance.now();
    const steps = await this.hear(samples, position);
    if (this.isAdaptive) this.stepSize.add(seconds, (performance.now() - began) / 1000);
    return steps;
  }

  private async hear(samples: Float32Array, position?: number): Promise<EngineStep[]> {
    const start = position ?? this.expected ?? 0;
    const isGap = start !== this.expected;
    this.expected = start + samples.length;
    if (!isGap) return this.step(this.features.push(samples));
    // Frames from before the gap are stepped first; a frame never spans it.
    const copy = this.waitingFrames > 0 ? samples.slice() : samples;
    const steps = this.waitingFrames > 0 ? [await this.stepWaiting()] : [];
    this.features.reset();
    this.origin = start;
    this.framesStepped = 0;
    return [...steps, ...(await this.step(this.features.push(copy)))];
  }

  /** Steps the frames that still wait, and ends every open detection: nothing follows. */
  async flush(): Promise<{ steps: EngineStep[]; changes: readonly DetectionChange[] }> {
    const steps = this.waitingFrames > 0 ? [await this.stepWaiting()] : [];
    return { steps, changes: this.decisions.flush() };
  }

  /** Decides by other thresholds from the next step on. @throws PinnaError `bad-option`; nothing has changed then */
  setThresholds(thresholds: Thresholds): void {
    this.decisions.setThresholds(thresholds);
  }

  /** Back to the state before the first sample. */
  reset(): void {
    this.features.reset();
    this.network.reset();
    this.decisions.reset();
    this.heard.clear();
    this.waitingFrames = 0;
    this.framesStepped = 0;
    this.origin = 0;
    this.expected = undefined;
  }

  private async step(frames: Float32Array): Promise<EngineStep[]> {
    const steps: EngineStep[] = [];
    for (let taken = 0; taken < frames.length;) {
      const room = this.waiting.length - this.waitingFrames * BANDS;
      const part = frames.subarray(taken, taken + room);
      this.waiting.set(part, this.waitingFrames * BANDS);
      this.waitingFrames += part.length / BANDS;
      taken += part.length;
      if (this.waitingFrames * BANDS === this.waiting.length) steps.push(await this.stepWaiting());
    }
    return steps;
  }

  private async stepWaiting(): Promise<EngineStep> {
    const frames = this.waitingFrames;
    const features = this.waiting.slice(0, frames * BANDS);
    this.waitingFrames = 0;
    const wanted = this.stepSize.frames * BANDS;
    if (this.waiting.length !== wanted) this.waiting = new Float32Array(wanted);
    const { hop, sampleRate } = this.features.geometry;
    const time = (this.origin + this.framesStepped * hop) / sampleRate;
    this.framesStepped += frames;
    const began = performance.now();
    const logits = await this.compute({ time, features });
    this.timing.milliseconds += performance.now() - began;
    this.timing.steps += 1;
    return { time, features, logits, update: this.decisions.push(logits, frames, time) };
  }

  /** The network's answer, if need be from another network; what was heard is kept only where there may be another. */
  private async compute(step: HeardStep): Promise<Record<string, Float32Array>> {
    let logits;
    try {
      logits = await this.network.step(step.features);
    } catch (error) {
      if (!this.recover || error instanceof PinnaError) throw error;
      this.network = await this.recover(error);
      for (const { features } of this.heard.steps) await this.network.step(features);
      logits = await this.network.step(step.features);
    }
    // A copy: the step's own array may be transferred to another thread.
    if (this.recover) this.heard.add({ ...step, features: step.features.slice() });
    return logits;
  }
}

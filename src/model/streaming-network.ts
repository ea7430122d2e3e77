import * as tf from '@tensorflow/tfjs-core';
import { PinnaError, PinnaErrorCode } from '../errors';
import type { Architecture, State, Weights } from './architectures/architecture';
import { createArchitecture } from './architectures/create-architecture';
import { joinHeads, splitLogits, type Logits } from './head-weights';
import { dense, type DenseWeights } from './layers/dense';
import type { ModelManifest } from './manifest';
import type { Model } from './model';

/**
 * A network that carries its state: every frame is computed once, and any way of cutting the frames into steps gives the
 * same logits. It lives on the tfjs backend that was current when it was created.
 *
 * **Non-finite numbers.** Frames that are not finite are refused. Should logits come out non-finite all the same, the
 * state is dropped, the step is computed again from the zero state and `restarts` counts it: no such value outlives its
 * step. (Within a network only a recurrent state could keep one for ever, and the heads read that directly.)
 */
export class StreamingNetwork {
  /** How often a non-finite result made the network begin again from the zero state. */
  restarts = 0;
  private state: State;
  /** Settles when all steps asked for so far have. */
  private queue: Promise<unknown> = Promise.resolve();
  private disposed = false;

  private constructor(
    readonly manifest: ModelManifest,
    private readonly architecture: Architecture,
    private readonly weights: Weights,
    private readonly heads: DenseWeights,
  ) {
    this.state = this.zeroState();
  }

  /** Uploads the weights to the current tfjs backend. Not inside `tf.tidy`. */
  static create(model: Model): StreamingNetwork {
    const { manifest, tensors } = model;
    const architecture = createArchitecture(manifest.architecture, manifest.features.bands);
    const weights = Object.fromEntries(
      Object.keys(architecture.weightShapes).map((name) => {
        const { values, shape } = tensors.get(name)!;
        return [name, tf.tensor(values, [...shape])];
      }),
    );
    return new StreamingNetwork(manifest, architecture, weights, joinHeads(model));
  }

  /** Frames that the convolutions see for one output frame, itself included. */
  get receptiveFieldFrames(): number {
    return this.architecture.receptiveFieldFrames;
  }

  /** The state before the first frame; the caller's to dispose. */
  zeroState(): State {
    return this.architecture.stateShapes.map((shape) => tf.zeros([...shape]));
  }

  /**
   * The network as a pure function; neither argument is disposed.
   *
   * @param x `[T, bands]`, dB, T ≥ 1
   * @returns `logits` `[T, all classes]`, heads side by side, and the state after the last frame
   */
  forward(x: tf.Tensor2D, state: State): { logits: tf.Tensor2D; state: State } {
    return tf.tidy(() => {
      const { y, state: next } = this.architecture.forward(x, this.weights, state);
      return { logits: dense(y, this.heads), state: next };
    });
  }

  /**
   * Hears T ≥ 1 more frames. May be called while earlier steps are under way: steps are computed in the order of the calls.
   *
   * @param frames `[T × bands]`, row-major, dB, finite; copied at once
   * @returns per head, logits `[T × classes]`, row-major
   * @throws PinnaError `bad-option` for frames that are not what they should be, or after `dispose`; whatever the backend
   *   throws when it fails (a lost GPU): this network is then of no further use
   */
  async step(frames: Float32Array): Promise<Logits> {
    this.checkFrames(frames);
    const copy = frames.slice();
    return this.enqueue(() => this.compute(copy));
  }

  /** Compiles and caches whatever the backend needs for steps of T frames. Leaves the state alone. */
  async warmUp(frameCount: number): Promise<void> {
    await this.enqueue(async () => {
      const { logits } = tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R2>([frameCount, this.manifest.features.bands]);
        return { logits: this.forward(x, this.zeroState()).logits };
      });
      await readAndDispose(logits);
    });
  }

  /** Forgets everything heard: the next step not yet begun starts from the zero state. */
  reset(): void {
    this.checkAlive();
    this.replaceState(this.zeroState());
  }

  /** What the network remembers, after all steps asked for so far; for {@link importState} of the same model. */
  async exportState(): Promise<Float32Array[]> {
    return this.enqueue(() => Promise.all(this.state.map((tensor) => tensor.data<'float32'>())));
  }

  /** @throws PinnaError `bad-option` when the sizes are not those of this model */
  importState(values: readonly Float32Array[]): void {
    this.checkAlive();
    const shapes = this.architecture.stateShapes;
    const fits = shapes.every((shape, i) => values[i]?.length === tf.util.sizeFromShape([...shape]));
    if (!fits || values.length !== shapes.length) throw badOption('This state was exported from another model');
    this.replaceState(shapes.map((shape, i) => tf.tensor(values[i]!.slice(), [...shape])));
  }

  /** Frees all tensors; steps not yet begun are refused. May be called twice. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    tf.dispose([Object.values(this.weights), this.state, this.heads.kernel, this.heads.bias]);
  }

  private async compute(frames: Float32Array): Promise<Logits> {
    let joined = await this.advance(frames);
    if (!joined.every(Number.isFinite)) {
      this.reset();
      this.restarts += 1;
      joined = await this.advance(frames);
      if (!joined.every(Number.isFinite)) {
        throw new PinnaError(
          PinnaErrorCode.ModelCorrupt,
          'The network computes non-finite numbers from finite frames. Use another backend or another model.',
        );
      }
    }
    return splitLogits(joined, this.manifest.heads);
  }

  private async advance(frames: Float32Array): Promise<Float32Array> {
    const { bands } = this.manifest.features;
    const { logits, state } = tf.tidy(() =>
      this.forward(tf.tensor2d(frames, [frames.length / bands, bands]), this.state),
    );
    this.replaceState(state);
    return readAndDispose(logits);
  }

  private replaceState(state: State): void {
    tf.dispose(this.state);
    this.state = state;
  }

  private async enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(() => {
      this.checkAlive();
      return task();
    });
    this.queue = result.catch(() => undefined); // its caller hears of it; the next step is not concerned
    return result;
  }

  private checkAlive(): void {
    if (this.disposed) throw badOption('The network was disposed of');
  }

  private checkFrames(frames: Float32Array): void {
    const { bands } = this.manifest.features;
    if (frames.length === 0 || frames.length % bands !== 0) {
      throw badOption(`A step is one or more whole frames of ${bands} values, not ${frames.length} values`);
    }
    if (!frames.every(Number.isFinite)) throw badOption('Frames must be finite numbers, dB');
  }
}

async function readAndDispose(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return await tensor.data<'float32'>();
  } finally {
    tensor.dispose();
  }
}

function badOption(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${what}.`);
}

import * as tf from '@tensorflow/tfjs-core';
import type { Architecture, State, Weights } from '../architectures/architecture.js';
import { createArchitecture } from '../architectures/create-architecture.js';
import { joinHeads } from './head-weights.js';
import { dense, type DenseWeights } from '../layers/dense.js';
import type { ModelManifest, Model } from '../manifest.js';

/**
 * A model's weights on one tfjs backend, with the network as a pure function of frames and state. Users share the
 * weights; `retain` and `release` count them.
 */
export class Network {
  readonly #architecture: Architecture;
  readonly #weights: Weights;
  readonly #heads: DenseWeights;
  /** State tensors before the first frame. */
  readonly #initial: tf.Tensor[];
  #users = 1;

  private constructor(
    readonly manifest: ModelManifest,
    architecture: Architecture,
    weights: Weights,
    heads: DenseWeights,
  ) {
    this.#architecture = architecture;
    this.#weights = weights;
    this.#heads = heads;
    this.#initial = tf.tidy(() => architecture.initialState(weights));
  }

  /** Uploads the weights to the current tfjs backend. Must not run inside `tf.tidy`. */
  static create(model: Model): Network {
    const { manifest, tensors } = model;
    const architecture = createArchitecture(manifest.architecture, manifest.features);
    const weights: Record<string, tf.Tensor> = {};
    for (const name of Object.keys(architecture.weightShapes)) {
      const { values, shape } = tensors.get(name)!;
      weights[name] = tf.tensor(values, [...shape]);
    }
    return new Network(manifest, architecture, weights, joinHeads(model));
  }

  /** Shape of every state tensor. */
  get stateShapes(): readonly (readonly number[])[] {
    return this.#architecture.stateShapes;
  }

  /** Receptive field of the convolutions, input frames, including the current one. */
  get receptiveFieldFrames(): number {
    return this.#architecture.receptiveFieldFrames;
  }

  /** Input frames per row of logits. */
  get framesPerOutput(): number {
    return this.#architecture.framesPerOutput;
  }

  /** Input frames after which the same layers are due again. */
  get period(): number {
    return this.#architecture.period;
  }

  /**
   * Returns the state before the first frame. The caller disposes of it.
   * @param phase of the returned state; 0 at a stream's start
   * @throws Error after the weights are freed
   */
  initialState(phase = 0): State {
    this.#checkWeights();
    return { tensors: this.#initial.map((tensor) => tf.clone(tensor)), phase };
  }

  /**
   * Computes the next T frames. Disposes of neither argument. The caller disposes of the results.
   *
   * @param x frames, `[T, bands]`, T ≥ 1
   * @throws Error after the weights are freed
   * @returns `logits` `[completed rows, all classes]`, heads side by side, absent if no row is complete; the state after the
   *   last frame
   */
  forward(x: tf.Tensor2D, state: State): { logits: tf.Tensor2D | undefined; state: State } {
    this.#checkWeights();
    const phase = (state.phase + x.shape[0]) % this.period;
    return tf.tidy(() => {
      const { y, state: tensors } = this.#architecture.forward(x, this.#weights, state); // y: [completed rows, width]
      return { logits: y && dense(y, this.#heads), state: { tensors, phase } };
    });
  }

  /** Whether the weights are freed. */
  get isDisposed(): boolean {
    return this.#users === 0;
  }

  /** Adds a user of the weights, who must call `release`. @throws Error after the weights are freed */
  retain(): this {
    this.#checkWeights();
    this.#users += 1;
    return this;
  }

  /** Removes a user of the weights. The last one frees them. */
  release(): void {
    if (this.#users === 1) this.dispose();
    else if (this.#users > 1) this.#users -= 1;
  }

  /** Frees the weights at once, even if they have users. */
  dispose(): void {
    this.#users = 0;
    tf.dispose([Object.values(this.#weights), this.#heads.kernel, this.#heads.bias, this.#initial]);
  }
  #checkWeights(): void {
    if (this.isDisposed) throw new Error('The weights of the network have been freed');
  }
}

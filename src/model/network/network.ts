import * as tf from '@tensorflow/tfjs-core';
import type { Architecture, State, Weights } from '../architectures/architecture.js';
import { createArchitecture } from '../architectures/create-architecture.js';
import { joinHeads } from './head-weights.js';
import { dense, type DenseWeights } from '../layers/dense.js';
import type { ModelManifest, Model } from '../manifest.js';

/** A model's weights on one tfjs backend, and the network as a pure function of frames and state. */
export class Network {
  readonly #architecture: Architecture;
  readonly #weights: Weights;
  readonly #heads: DenseWeights;
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
  }

  /** Uploads the weights to the current tfjs backend. Not inside `tf.tidy`. */
  static create(model: Model): Network {
    const { manifest, tensors } = model;
    const architecture = createArchitecture(manifest.architecture, manifest.features.bands);
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

  /** Frames that the convolutions see for one output frame, itself included. */
  get receptiveFieldFrames(): number {
    return this.#architecture.receptiveFieldFrames;
  }

  /** The state before the first frame; the caller's to dispose. */
  zeroState(): State {
    return this.stateShapes.map((shape) => tf.zeros([...shape]));
  }

  /**
   * T frames further; neither argument is disposed, the results are the caller's to dispose.
   *
   * @param x `[T, bands]`, dB, T ≥ 1
   * @throws Error when the weights are gone
   * @returns `logits` `[T, all classes]`, heads side by side, and the state after the last frame
   */
  forward(x: tf.Tensor2D, state: State): { logits: tf.Tensor2D; state: State } {
    this.#checkWeights();
    return tf.tidy(() => {
      const { y, state: next } = this.#architecture.forward(x, this.#weights, state); // y: [T, width]
      return { logits: dense(y, this.#heads), state: next };
    });
  }

  /** Whether the weights are gone. */
  get isDisposed(): boolean {
    return this.#users === 0;
  }

  /** One more needs the weights, and will release them. @throws Error when they are gone */
  retain(): this {
    this.#checkWeights();
    this.#users += 1;
    return this;
  }

  /** Frees the weights when nobody else needs them. */
  release(): void {
    if (this.#users === 1) this.dispose();
    else if (this.#users > 1) this.#users -= 1;
  }

  /** Frees the weights, whoever needs them. */
  dispose(): void {
    this.#users = 0;
    tf.dispose([Object.values(this.#weights), this.#heads.kernel, this.#heads.bias]);
  }
  #checkWeights(): void {
    if (this.isDisposed) throw new Error('The weights of the network are gone');
  }
}

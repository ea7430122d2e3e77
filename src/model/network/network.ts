import * as tf from '@tensorflow/tfjs-core';
import type { Architecture, State, Weights } from '../architectures/architecture.js';
import { createArchitecture } from '../architectures/create-architecture.js';
import { unobserved, type Observer } from '../architectures/observer.js';
import { joinHeads } from './head-weights.js';
import { dense, type DenseWeights } from '../layers/dense.js';
import type { ModelManifest, Model } from '../manifest.js';
import { LoadedNetwork } from './loaded-network.js';
import { TensorStream, type TensorFunction, type TensorRows } from './tensor-stream.js';

/** A model's weights on one tfjs backend, with the network as a pure function of frames and state. */
export class Network extends LoadedNetwork implements TensorFunction {
  readonly #weights: Weights;
  readonly #heads: DenseWeights;
  /** State tensors before the first frame. */
  readonly #initial: tf.Tensor[];

  private constructor(manifest: ModelManifest, architecture: Architecture, weights: Weights, heads: DenseWeights) {
    super(manifest, architecture);
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

  override openStream(): TensorStream {
    return new TensorStream(this);
  }

  /**
   * Returns the state before the first frame. The caller disposes of it.
   * @param phase of the returned state; 0 at a stream's start
   * @throws Error after the weights are freed
   */
  initialState(phase = 0): State {
    this.checkWeights();
    return { tensors: this.#initial.map((tensor) => tf.clone(tensor)), phase };
  }

  /**
   * Computes the next T frames. Disposes of neither argument. The caller disposes of the results.
   *
   * @param x frames, `[T, bands]`, T ≥ 1
   * @throws Error after the weights are freed
   * @param wantsEmbedding whether to return the embedding
   * @param observe sees every activation; none when absent
   * @returns `logits` `[completed rows, all classes]`, heads side by side, absent if no row is complete; `embedding`
   *   `[completed rows, width]`, what the heads read; the state after the last frame
   */
  forward(x: tf.Tensor2D, state: State, wantsEmbedding = false, observe?: Observer): TensorRows & { state: State } {
    this.checkWeights();
    const phase = (state.phase + x.shape[0]) % this.period;
    return tf.tidy(() => {
      const { y, state: tensors } = this.architecture.forward(x, this.#weights, state, observe); // y: [completed rows, width]
      const embedding = wantsEmbedding ? y : undefined;
      const logits = y && (observe ?? unobserved)('heads', dense(y, this.#heads));
      return { logits, embedding, state: { tensors, phase } };
    });
  }

  protected override free(): void {
    tf.dispose([Object.values(this.#weights), this.#heads.kernel, this.#heads.bias, this.#initial]);
  }
}

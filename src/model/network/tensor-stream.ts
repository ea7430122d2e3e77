import * as tf from '@tensorflow/tfjs-core';
import type { State } from '../architectures/architecture.js';
import type { NetworkRows, NetworkStream } from './network-stream.js';

/** What frames complete, as tensors; absent if they complete no row. */
export type TensorRows = {
  /** `[completed rows, all classes]` */
  readonly logits: tf.Tensor2D | undefined;
  /** `[completed rows, width]`; absent unless requested */
  readonly embedding: tf.Tensor2D | undefined;
};

/** A network on a tfjs backend, as a pure function of frames and state. */
export interface TensorFunction {
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Values per input frame. */
  readonly bands: number;
  /** Returns the state before the first frame. The caller disposes of it. */
  initialState(phase?: number): State;
  /** Computes the next frames `[T, bands]`. Disposes of neither argument. The caller disposes of the results. */
  forward(x: tf.Tensor2D, state: State, wantsEmbedding?: boolean): TensorRows & { state: State };
}

/** A stream whose state is tensors. */
export class TensorStream implements NetworkStream {
  readonly #network: TensorFunction;
  #state: State;

  constructor(network: TensorFunction) {
    this.#network = network;
    this.#state = network.initialState();
  }

  get phase(): number {
    return this.#state.phase;
  }

  async advance(frames: Float32Array, wantsEmbedding = false): Promise<NetworkRows> {
    const { bands } = this.#network;
    const { logits, embedding, state } = tf.tidy(() =>
      this.#network.forward(tf.tensor2d(frames, [frames.length / bands, bands]), this.#state, wantsEmbedding),
    );
    this.#replaceState(state);
    if (!logits) return { logits: new Float32Array(), embedding: wantsEmbedding ? new Float32Array() : undefined };
    try {
      const [values, read] = await Promise.all([logits.data<'float32'>(), embedding?.data<'float32'>()]);
      return { logits: values, embedding: read };
    } finally {
      tf.dispose([logits, embedding ?? []]);
    }
  }

  reset(phase: number): void {
    this.#replaceState(this.#network.initialState(phase));
  }

  exportState(): Promise<Float32Array[]> {
    // The CPU backend returns its own arrays, so copy them.
    return Promise.all(this.#state.tensors.map(async (tensor) => (await tensor.data<'float32'>()).slice()));
  }

  importState(values: readonly Float32Array[], phase: number): void {
    const tensors = this.#network.stateShapes.map((shape, i) => tf.tensor(values[i]!, [...shape]));
    this.#replaceState({ tensors, phase });
  }

  dispose(): void {
    tf.dispose(this.#state);
  }

  #replaceState(state: State): void {
    tf.dispose(this.#state);
    this.#state = state;
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { State } from '../architectures/architecture.js';
import { splitLogits, type Logits } from './head-weights.js';
import type { ModelManifest, Model } from '../manifest.js';
import { Network } from './network.js';

/**
 * Long steps are computed in pieces of so many frames: memory stays bounded, and so does the time per frame (on WASM a
 * slice copies the whole of what it is taken from).
 */
const LONGEST_PIECE = 32;

/**
 * A network that carries its state: every frame is computed once, and any way of cutting the frames into steps gives the
 * same logits. It lives on the tfjs backend that was current when it was created.
 *
 * **Non-finite numbers.** Frames that are not finite are refused. Should logits come out non-finite all the same, the
 * state is dropped, that piece of the step is computed again from the zero state, and `restarts` counts it: no such value
 * outlives its step. (Within a network only a recurrent state could keep one for ever, and the heads read that directly.)
 */
export class StreamingNetwork {
  readonly #network: Network;
  /** How often a non-finite result made the network begin again from the zero state. */
  restarts = 0;
  #state: State;
  /** Settles when all steps asked for so far have. */
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(network: Network) {
    this.#network = network;
    this.#state = network.zeroState();
  }

  /** Uploads the weights to the current tfjs backend. Not inside `tf.tidy`. */
  static create(model: Model): StreamingNetwork {
    return new StreamingNetwork(Network.create(model));
  }

  /**
   * Another one in the zero state, with the same weights: they are freed with the last of these networks.
   * @throws Error when they have been
   */
  another(): StreamingNetwork {
    return new StreamingNetwork(this.#network.retain());
  }

  get manifest(): ModelManifest {
    return this.#network.manifest;
  }

  /** Frames that the convolutions see for one output frame, itself included. */
  get receptiveFieldFrames(): number {
    return this.#network.receptiveFieldFrames;
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
    this.#checkFrames(frames);
    const copy = frames.slice();
    return this.#enqueue(() => this.#compute(copy));
  }

  /** Compiles and caches whatever the backend needs for steps of T frames. Leaves the state alone. */
  async warmUp(frameCount: number): Promise<void> {
    await this.#enqueue(async () => {
      const logits = tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R2>([frameCount, this.manifest.features.bands]);
        return this.#network.forward(x, this.#network.zeroState()).logits;
      });
      await readAndDispose(logits);
    });
  }

  /** Forgets everything heard: steps asked for from now on start from the zero state. */
  reset(): void {
    this.#queue = this.#queue.then(() => {
      if (!this.#disposed) this.#replaceState(this.#network.zeroState());
    });
  }

  /** What the network remembers after all steps asked for so far; for {@link importState} of the same model. */
  async exportState(): Promise<Float32Array[]> {
    // Copies: the CPU backend gives its own arrays.
    return this.#enqueue(() =>
      Promise.all(this.#state.map(async (tensor) => (await tensor.data<'float32'>()).slice())),
    );
  }

  /**
   * Steps asked for from now on continue from this state.
   *
   * @throws PinnaError `bad-option` when the sizes are not those of this model
   */
  async importState(values: readonly Float32Array[]): Promise<void> {
    const shapes = this.#network.stateShapes;
    const fits = shapes.every((shape, i) => values[i]?.length === tf.util.sizeFromShape([...shape]));
    if (!fits || values.length !== shapes.length) throw badOption('This state was exported from another model');
    const copies = values.map((value) => value.slice());
    await this.#enqueue(async () => this.#replaceState(shapes.map((shape, i) => tf.tensor(copies[i]!, [...shape]))));
  }

  /** Frees all tensors; steps that are not yet under way are refused. May be called twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#network.release();
    tf.dispose(this.#state);
  }

  /** Frees the weights at once, because their backend is lost: steps of every network that shares them fail from now on. */
  disposeWeights(): void {
    this.#network.dispose();
  }

  /** Whether the weights are still there, for {@link another}. */
  get hasWeights(): boolean {
    return !this.#network.isDisposed;
  }

  async #compute(frames: Float32Array): Promise<Logits> {
    const pieces: Float32Array[] = [];
    const length = LONGEST_PIECE * this.manifest.features.bands;
    for (let first = 0; first < frames.length; first += length) {
      pieces.push(await this.#computePiece(frames.subarray(first, first + length)));
    }
    return splitLogits(pieces, this.manifest.heads);
  }

  async #computePiece(frames: Float32Array): Promise<Float32Array> {
    const logits = await this.#advance(frames);
    if (logits.every(Number.isFinite)) return logits;
    this.#checkAlive();
    this.#replaceState(this.#network.zeroState());
    this.restarts += 1;
    const again = await this.#advance(frames);
    if (again.every(Number.isFinite)) return again;
    throw new PinnaError(
      PinnaErrorCode.ModelCorrupt,
      'The network computes non-finite numbers from finite frames. Use another backend or another model.',
    );
  }

  /** @returns logits of all heads side by side, `[T × all classes]` */
  async #advance(frames: Float32Array): Promise<Float32Array> {
    this.#checkAlive();
    const { bands } = this.manifest.features;
    const { logits, state } = tf.tidy(() =>
      this.#network.forward(tf.tensor2d(frames, [frames.length / bands, bands]), this.#state),
    );
    this.#replaceState(state);
    return readAndDispose(logits);
  }

  #replaceState(state: State): void {
    tf.dispose(this.#state);
    this.#state = state;
  }

  async #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(() => {
      this.#checkAlive();
      return task();
    });
    this.#queue = result.catch(() => undefined); // its caller hears of it; the next step is not concerned
    return result;
  }

  #checkAlive(): void {
    if (this.#disposed) throw badOption('The network was disposed of');
  }

  #checkFrames(frames: Float32Array): void {
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

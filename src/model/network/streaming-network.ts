import * as tf from '@tensorflow/tfjs-core';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { State } from '../architectures/architecture.js';
import { splitLogits, type Logits } from './head-weights.js';
import type { ModelManifest, Model } from '../manifest.js';
import { Network } from './network.js';

/**
 * Longest piece of a step that is computed at once, frames. Longer steps are split. This bounds both memory and the time
 * per frame (on WASM, a slice copies its whole source tensor).
 */
const MAX_PIECE_FRAMES = 32;

/**
 * A network that carries its state. It computes every frame once, and cutting the frames into other steps gives the same
 * logits. Networks with a stride in time return a row of logits for every `framesPerOutput` frames, when the last of
 * these arrives. It lives on the tfjs backend that was current when it was created.
 *
 * **Non-finite numbers.** Non-finite frames are refused. If logits are non-finite all the same, the network resets to the
 * initial state, computes that piece of the step again and counts it in `restarts`. The phase of its strides stays. So no
 * non-finite value outlives its step, or the next row of logits. (Only a recurrent state could keep one for ever, and
 * every row of logits depends on it.)
 */
export class StreamingNetwork {
  readonly #network: Network;
  /** Number of resets to the initial state after non-finite logits. */
  restarts = 0;
  #state: State;
  /** Settles once all steps requested so far have settled. */
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(network: Network) {
    this.#network = network;
    this.#state = network.initialState();
  }

  /** Uploads the weights to the current tfjs backend. Must not run inside `tf.tidy`. */
  static create(model: Model): StreamingNetwork {
    return new StreamingNetwork(Network.create(model));
  }

  /**
   * Returns a network in the initial state that shares these weights. The last of the sharing networks frees them.
   * @throws Error after the weights are freed
   */
  share(): StreamingNetwork {
    return new StreamingNetwork(this.#network.retain());
  }

  get manifest(): ModelManifest {
    return this.#network.manifest;
  }

  /** Receptive field of the convolutions, input frames, including the current one. */
  get receptiveFieldFrames(): number {
    return this.#network.receptiveFieldFrames;
  }

  /** Input frames per row of logits. */
  get framesPerOutput(): number {
    return this.#network.framesPerOutput;
  }

  /** Input frames after which the same layers are due again. */
  get period(): number {
    return this.#network.period;
  }

  /**
   * Computes the logits of the next T ≥ 1 frames. Calls may overlap: steps are computed in the order of the calls.
   *
   * @param frames `[T × bands]`, row-major, in the model's features, finite; copied at once
   * @returns per head, logits `[completed rows × classes]`, row-major; there are T rows if `framesPerOutput` is 1
   * @throws PinnaError `bad-option` for invalid frames, or after `dispose`; `model-corrupt` if the logits stay
   *   non-finite; any error of a failing backend (such as a failed GPU), after which this network is
   *   unusable
   */
  async step(frames: Float32Array): Promise<Logits> {
    this.#checkFrames(frames);
    const copy = frames.slice();
    return this.#enqueue(() => this.#compute(copy));
  }

  /**
   * Computes steps of `frameCount` zero frames, so that the backend compiles and caches its code for them: one for each
   * phase at which such steps can begin. Keeps the state.
   */
  async warmUp(frameCount: number): Promise<void> {
    await this.#enqueue(async () => {
      let phase = 0;
      do {
        this.#checkAlive();
        const logits = tf.tidy(() => {
          const x = tf.zeros<tf.Rank.R2>([frameCount, this.manifest.features.bands]);
          return this.#network.forward(x, this.#network.initialState(phase)).logits;
        });
        await readAndDispose(logits);
        phase = (phase + frameCount) % this.period;
      } while (phase !== 0);
    });
  }

  /** Resets to the initial state. Steps requested from now on start from it. */
  reset(): void {
    this.#queue = this.#queue.then(() => {
      if (!this.#disposed && this.hasWeights) this.#replaceState(this.#network.initialState());
    });
  }

  /**
   * Returns the state after all steps requested so far, for {@link importState} of the same model. Networks with a stride in
   * time append their phase.
   */
  async exportState(): Promise<Float32Array[]> {
    return this.#enqueue(async () => {
      const { tensors, phase } = this.#state;
      // The CPU backend returns its own arrays, so copy them.
      const values = await Promise.all(tensors.map(async (tensor) => (await tensor.data<'float32'>()).slice()));
      return this.period === 1 ? values : [...values, Float32Array.of(phase)];
    });
  }

  /**
   * Sets the state for the steps requested from now on.
   *
   * @throws PinnaError `bad-option` if the sizes do not match this model
   */
  async importState(values: readonly Float32Array[]): Promise<void> {
    const { stateShapes: shapes, period } = this.#network;
    const sizes = shapes.map((shape) => tf.util.sizeFromShape([...shape]));
    if (period > 1) sizes.push(1);
    const phase = period > 1 ? values[shapes.length]?.[0] : 0;
    const fits = values.length === sizes.length && sizes.every((size, i) => values[i]!.length === size);
    if (!fits || !isPhase(phase, period)) throw badOption('This state was exported from another model');
    const copies = values.map((value) => value.slice());
    await this.#enqueue(async () =>
      this.#replaceState({ tensors: shapes.map((shape, i) => tf.tensor(copies[i]!, [...shape])), phase }),
    );
  }

  /** Frees the state and releases the weights. Steps that have not started are refused. May be called twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#network.release();
    tf.dispose(this.#state);
  }

  /** Frees the weights at once, after their backend has failed. Later steps fail in every network that shares them. */
  disposeWeights(): void {
    this.#network.dispose();
  }

  /** Whether the weights still exist, as {@link share} requires. */
  get hasWeights(): boolean {
    return !this.#network.isDisposed;
  }

  async #compute(frames: Float32Array): Promise<Logits> {
    const pieces: Float32Array[] = [];
    const length = MAX_PIECE_FRAMES * this.manifest.features.bands;
    for (let first = 0; first < frames.length; first += length) {
      pieces.push(await this.#computePiece(frames.subarray(first, first + length)));
    }
    return splitLogits(pieces, this.manifest.heads);
  }

  async #computePiece(frames: Float32Array): Promise<Float32Array> {
    const { phase } = this.#state;
    const logits = await this.#advance(frames);
    if (logits.every(Number.isFinite)) return logits;
    this.#checkAlive();
    this.#replaceState(this.#network.initialState(phase));
    this.restarts += 1;
    const again = await this.#advance(frames);
    if (again.every(Number.isFinite)) return again;
    throw new PinnaError(
      PinnaErrorCode.ModelCorrupt,
      'The network computes non-finite numbers from finite frames. Use another backend or another model.',
    );
  }

  /** @returns logits of all heads side by side, `[completed rows × all classes]` */
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
    this.#queue = result.catch(() => undefined); // the caller gets the error; the next step runs regardless
    return result;
  }

  #checkAlive(): void {
    if (this.#disposed) throw badOption('The network was disposed of');
  }

  #checkFrames(frames: Float32Array): void {
    const { bands } = this.manifest.features;
    if (frames.length === 0 || frames.length % bands !== 0) {
      throw badOption(`A step must be one or more whole frames of ${bands} values; it has ${frames.length} values`);
    }
    if (!frames.every(Number.isFinite)) throw badOption('Frames must be finite numbers');
  }
}

function isPhase(value: number | undefined, period: number): value is number {
  return Number.isInteger(value) && value! >= 0 && value! < period;
}

async function readAndDispose(tensor: tf.Tensor | undefined): Promise<Float32Array> {
  if (!tensor) return new Float32Array();
  try {
    return await tensor.data<'float32'>();
  } finally {
    tensor.dispose();
  }
}

function badOption(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${what}.`);
}

import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { joinedRows } from '../../features/joined-rows.js';
import { allFinite } from '../all-finite.js';
import { splitLogits, type Logits } from './head-weights.js';
import type { LoadedNetwork } from './loaded-network.js';
import type { ModelManifest, Model } from '../manifest.js';
import { MAX_PIECE_FRAMES, type NetworkRows, type NetworkStream } from './network-stream.js';
import { Network } from './network.js';

/** Logits per head, and the embedding of the same rows. */
export interface EmbeddedLogits {
  readonly logits: Logits;
  /** Values that the heads read, `[rows × width]`, row-major. */
  readonly embedding: Float32Array;
}

/**
 * A network that carries its state. It computes every frame once, and cutting the frames into other steps gives the same
 * logits. Networks with a stride in time return a row of logits for every `framesPerOutput` frames, when the last of
 * these arrives. Long steps are computed in pieces.
 *
 * **Non-finite numbers.** Non-finite frames are refused. If logits are non-finite all the same, the network resets to the
 * initial state, computes that piece of the step again and counts it in `restarts`. The phase of its strides stays. So no
 * non-finite value outlives its step, or the next row of logits. (Only a recurrent state could keep one for ever, and
 * every row of logits depends on it.)
 */
export class StreamingNetwork {
  readonly #network: LoadedNetwork;
  /** Number of resets to the initial state after non-finite logits. */
  restarts = 0;
  readonly #stream: NetworkStream;
  /** Settles once all steps requested so far have settled. */
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  /** @param network its weights; `dispose` releases them */
  constructor(network: LoadedNetwork) {
    this.#network = network;
    this.#stream = network.openStream();
  }

  /** Uploads the weights to the current tfjs backend, where this network stays. Must not run inside `tf.tidy`. */
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

  /** Distance between rows of logits, seconds. */
  get rowSeconds(): number {
    return this.#network.rowSeconds;
  }

  /** Values per row that the heads read: the width of the embedding. */
  get width(): number {
    return this.#network.width;
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
   * As {@link step}, and also returns the embedding: the values that the heads read. It costs one more read-back.
   *
   * @returns logits; `embedding` `[completed rows × width]`, row-major
   * @throws PinnaError as {@link step}
   */
  async stepWithEmbedding(frames: Float32Array): Promise<EmbeddedLogits> {
    this.#checkFrames(frames);
    const copy = frames.slice();
    return this.#enqueue(async () => {
      const pieces = await this.#computePieces(copy, true);
      const logits = splitLogits(
        pieces.map((piece) => piece.logits),
        this.manifest.heads,
      );
      return { logits, embedding: joinedRows(pieces.map(({ embedding }) => embedding!)) };
    });
  }

  /**
   * Computes steps of `frameCount` zero frames, so that the backend compiles and caches its code for them: one for each
   * phase at which such steps can begin. Keeps the state.
   */
  async warmUp(frameCount: number): Promise<void> {
    await this.#enqueue(async () => {
      const stream = this.#network.openStream();
      const frames = new Float32Array(frameCount * this.manifest.features.bands);
      try {
        let phase = 0;
        do {
          stream.reset(phase);
          for (const piece of this.#pieces(frames)) await this.#advance(stream, piece);
          phase = (phase + frameCount) % this.period;
        } while (phase !== 0);
      } finally {
        stream.dispose();
      }
    });
  }

  /** Resets to the initial state. Steps requested from now on start from it. */
  reset(): void {
    this.#queue = this.#queue.then(() => {
      if (!this.#disposed && this.hasWeights) this.#stream.reset(0);
    });
  }

  /**
   * Returns the state after all steps requested so far, for {@link importState} of the same model. Networks with a stride in
   * time append their phase.
   */
  async exportState(): Promise<Float32Array[]> {
    return this.#enqueue(async () => {
      const values = await this.#stream.exportState();
      return this.period === 1 ? values : [...values, Float32Array.of(this.#stream.phase)];
    });
  }

  /**
   * Sets the state for the steps requested from now on.
   *
   * @throws PinnaError `bad-option` if the sizes do not match this model
   */
  async importState(values: readonly Float32Array[]): Promise<void> {
    const { stateShapes: shapes, period } = this.#network;
    const sizes = shapes.map((shape) => shape.reduce((product, size) => product * size, 1));
    if (period > 1) sizes.push(1);
    const phase = period > 1 ? values[shapes.length]?.[0] : 0;
    const fits = values.length === sizes.length && sizes.every((size, i) => values[i]!.length === size);
    if (!fits || !isPhase(phase, period)) throw badOption('This state was exported from another model');
    const copies = values.map((value) => value.slice());
    await this.#enqueue(async () => this.#stream.importState(copies, phase));
  }

  /** Frees the state and releases the weights. Steps that have not started are refused. May be called twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stream.dispose();
    this.#network.release();
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
    const pieces = await this.#computePieces(frames, false);
    return splitLogits(
      pieces.map(({ logits }) => logits),
      this.manifest.heads,
    );
  }

  async #computePieces(frames: Float32Array, wantsEmbedding: boolean): Promise<NetworkRows[]> {
    const rows: NetworkRows[] = [];
    for (const piece of this.#pieces(frames)) rows.push(await this.#computePiece(piece, wantsEmbedding));
    return rows;
  }

  async #computePiece(frames: Float32Array, wantsEmbedding: boolean): Promise<NetworkRows> {
    const { phase } = this.#stream;
    const rows = await this.#advance(this.#stream, frames, wantsEmbedding);
    if (allFinite(rows.logits)) return rows;
    this.#checkAlive();
    this.#stream.reset(phase);
    this.restarts += 1;
    const again = await this.#advance(this.#stream, frames, wantsEmbedding);
    if (allFinite(again.logits)) return again;
    throw new PinnaError(
      PinnaErrorCode.ModelCorrupt,
      'The network computes non-finite numbers from finite frames. Use another backend or another model.',
    );
  }

  /** Cuts frames into pieces that a stream computes at once. */
  *#pieces(frames: Float32Array): Generator<Float32Array> {
    const length = MAX_PIECE_FRAMES * this.manifest.features.bands;
    for (let first = 0; first < frames.length; first += length) yield frames.subarray(first, first + length);
  }

  #advance(stream: NetworkStream, frames: Float32Array, wantsEmbedding = false): Promise<NetworkRows> {
    this.#checkAlive();
    return stream.advance(frames, wantsEmbedding);
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
    if (!allFinite(frames)) throw badOption('Frames must be finite numbers');
  }
}

function isPhase(value: number | undefined, period: number): value is number {
  return Number.isInteger(value) && value! >= 0 && value! < period;
}

function badOption(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${what}.`);
}

import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { normalise, type Normalisation } from '../data/normalisation.js';
import { AFTER, type Variant } from './variants.js';

/** Normalised embeddings of consecutive rows, `[count × size]`, row-major. */
export interface Rows {
  readonly count: number;
  readonly values: Float32Array;
}

/** Distance between the rows that are kept, seconds. Neighbours differ little. */
export const ROW_DISTANCE = 0.08;

/** Rows of a step: half a second of the shipped models. */
const STEP_ROWS = 25;

/** Computes rows of a network for teaching. No other user may step the network at the same time. */
export class Embedder {
  readonly #network: StreamingNetwork;
  readonly #normalisation: Normalisation;
  readonly #pause: (() => Promise<void>) | undefined;
  /** Every how many rows one is kept. */
  readonly #every: number;

  /** @param pause awaited between steps, so that a thread can do something else */
  constructor(network: StreamingNetwork, normalisation: Normalisation, pause?: () => Promise<void>) {
    this.#pause = pause;
    this.#network = network;
    this.#normalisation = normalisation;
    this.#every = Math.max(1, Math.round(ROW_DISTANCE / network.rowSeconds));
  }

  /** Distance between rows, seconds. */
  get rowSeconds(): number {
    return this.#every * this.#network.rowSeconds;
  }

  /** Runs a variant from silence on. @returns the rows in which the sound is, or is still remembered */
  async variant({ frames, past, length }: Variant): Promise<Rows> {
    const { hopSeconds } = this.#network.manifest.features;
    const after = Math.round(AFTER / hopSeconds);
    return this.rows(
      frames,
      past,
      Math.min(frames.length / this.#network.manifest.features.bands, past + length + after),
    );
  }

  /** Runs frames from silence on. @returns the rows that end between two frames */
  async rows(frames: Float32Array, from = 0, to = Infinity): Promise<Rows> {
    const { framesPerOutput, manifest } = this.#network;
    const { bands } = manifest.features;
    const count = Math.floor(frames.length / bands / framesPerOutput);
    if (count === 0) return { count: 0, values: new Float32Array() };
    this.#network.reset();
    const { width, size } = this.#normalisation;
    const embedding = new Float32Array(count * width);
    for (let first = 0; first < count; first += STEP_ROWS) {
      const [begin, end] = [first, Math.min(count, first + STEP_ROWS)].map((row) => row * framesPerOutput * bands);
      embedding.set((await this.#network.stepWithEmbedding(frames.subarray(begin, end))).embedding, first * width);
      await this.#pause?.();
    }
    const kept = Array.from({ length: Math.floor(count / this.#every) }, (_, i) => (i + 1) * this.#every - 1).filter(
      (row) => (row + 1) * framesPerOutput > from && (row + 1) * framesPerOutput <= to,
    );
    const values = new Float32Array(kept.length * width);
    kept.forEach((row, i) => values.set(embedding.subarray(row * width, (row + 1) * width), i * width));
    const rows = normalise(this.#normalisation, values);
    return { count: rows.length / size, values: rows };
  }
}

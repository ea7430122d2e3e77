import { joinedRows } from '../features/joined-rows.js';
import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { Autoencoder, type AutoencoderModel } from './autoencoder/autoencoder.js';
import { Calibration } from './calibration.js';
import type { HeardState } from './familiar-sounds.js';
import { isSilent, MOMENT_FRAMES, MOMENT_SECONDS, type ScoredMoment } from './moment.js';
import { NewestFrames } from './newest-frames.js';
import { PlaceMemory } from './place-memory.js';

/** Distance of latents from which on a column counts as new. */
const NEW_COLUMN = 2;
/** Most columns that are remembered. */
export const MOST_COLUMNS = 256;
/** Largest error that is distinguished, dB. */
const MAX_ERROR = 40;
/** Share of smaller errors from which on a moment is new. */
const NEW_SHARE = 0.99;
/** Duration of the frames before a step that are kept, since their expected picture comes later, seconds. */
const KEPT = 2 * MOMENT_SECONDS;

/** Expected frames. */
export interface ExpectedFrames {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** `[frames × 64]`, row-major, dB. */
  readonly frames: Float32Array;
  /** Moments that became complete, without silent ones. */
  readonly moments: readonly ScoredMoment[];
}

/**
 * Draws what was to be expected here: an auto-encoder turns each short column of the picture into a few numbers, a memory finds the most
 * similar earlier column of this place, and the decoder draws that one. The difference to the real picture is the error. Pure.
 */
export class ExpectedPicture {
  readonly #network: Autoencoder;
  readonly #floor: number;
  readonly #memory: PlaceMemory;
  readonly #calibration: Calibration;
  readonly #frames = new NewestFrames(KEPT);
  /** Expected frames of a moment that is not complete, and when it began. */
  #expected: Float32Array[] = [];
  #next = 0;
  /** When the next column of latents begins, seconds. */
  #column = 0;

  /** @param state to continue from */
  constructor(model: AutoencoderModel, state?: HeardState) {
    this.#network = new Autoencoder(model);
    this.#floor = model.manifest.levels.floor;
    const { latents } = model.manifest;
    const options = { size: latents, metric: 'euclidean', newDistance: NEW_COLUMN, most: MOST_COLUMNS } as const;
    this.#memory = new PlaceMemory(options, state?.memory);
    this.#calibration = new Calibration(MAX_ERROR, state?.calibration);
  }

  /** Number of known kinds of columns. */
  get kinds(): number {
    return this.#memory.kinds;
  }

  /** How much of the warm-up is over, 0 to 1. */
  get readiness(): number {
    return this.#calibration.readiness;
  }

  /** The memory and the calibration; a copy. */
  get state(): HeardState {
    return { memory: this.#memory.state, calibration: this.#calibration.state };
  }

  /**
   * Adds frames of `LOG_MEL_64`, and returns the expected ones that became known: up to 140 ms later. After a gap it begins again.
   * @param time session time of the first frame, seconds
   * @param features `[frames × 64]`, row-major, dB
   * @param learns whether the memory learns from them
   */
  push(time: number, features: Float32Array, learns = true): ExpectedFrames {
    if (!this.#frames.push(time, features)) {
      this.#network.reset();
      this.#expected = [];
      this.#next = time;
      this.#column = time;
    }
    const columns = this.#network.encode(features).map((column) => {
      const from = this.#column;
      this.#column += this.#network.stride * HOP_SECONDS;
      const remembers = learns && !isSilent(this.#frames.cut(from, this.#column));
      const { nearest } = remembers ? this.#memory.add(column) : this.#memory.recall(column);
      // Before the first sound, the mean of all sounds is expected.
      return nearest < 0 ? new Float32Array(column.length) : this.#memory.prototype(nearest).slice();
    });
    const frames = this.#network.decode(columns);
    const first = this.#next + this.#expected.length * HOP_SECONDS;
    this.#expected.push(...frames);
    const moments: ScoredMoment[] = [];
    while (this.#expected.length >= MOMENT_FRAMES)
      moments.push(...this.#moment(this.#expected.splice(0, MOMENT_FRAMES)));
    return { time: first, frames: joinedRows(frames), moments };
  }

  #moment(expected: readonly Float32Array[]): ScoredMoment[] {
    const time = this.#next;
    this.#next += MOMENT_FRAMES * HOP_SECONDS;
    const real = this.#frames.cut(time, this.#next);
    if (isSilent(real)) return [];
    const value = rootMeanSquare(real, joinedRows(expected), this.#floor);
    const score = this.#calibration.rate(value);
    return [{ time, value, score, isNew: score !== undefined && score >= NEW_SHARE }];
  }
}

/** Returns the root mean square of the difference of two pictures, dB. Levels below the floor count as it. */
function rootMeanSquare(real: Float32Array, expected: Float32Array, floor: number): number {
  let squares = 0;
  for (let i = 0; i < real.length; i++) squares += (Math.max(floor, real[i]!) - Math.max(floor, expected[i]!)) ** 2;
  return Math.sqrt(squares / real.length);
}

import { Calibration, type CalibrationState } from './calibration.js';
import type { EmbeddingRows } from '../decisions/embedding-rows.js';
import { isSilent, MOMENT_SECONDS, type ScoredMoment } from './moment.js';
import { MomentRows } from './moment-rows.js';
import { NewestFrames } from './newest-frames.js';
import { PlaceMemory, type MemoryState } from './place-memory.js';

/** Cosine distance from which on a sound counts as new. */
export const NEW_DISTANCE = 0.4;
/** Most kinds of sound that are distinguished. */
export const MOST_KINDS = 512;
/** Largest distance that is distinguished. */
const MAX_DISTANCE = 1.6;
/** Duration of the frames before a step that are kept for the level of a moment, seconds. */
const KEPT = 2 * MOMENT_SECONDS;

/** A memory of a place with its calibration, as it is stored. */
export interface HeardState {
  readonly memory: MemoryState;
  readonly calibration: CalibrationState;
}

/** A step of live sound. */
export interface HeardStep {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** Frames of `LOG_MEL_64`, `[frames × 64]`, row-major, dB. */
  readonly features: Float32Array;
  /** Normalised embeddings of the same step. */
  readonly embedding: EmbeddingRows;
}

/**
 * Measures how far each moment of sound is from all earlier ones of this place, by its embedding. Silence is
 * neither compared nor remembered. Pure.
 */
export class FamiliarSounds {
  readonly #memory: PlaceMemory;
  readonly #calibration: Calibration;
  readonly #frames = new NewestFrames(KEPT);
  #moments: MomentRows | undefined;

  /** @param size values of a row @param state to continue from */
  constructor(size: number, state?: HeardState) {
    const options = { size, metric: 'cosine', newDistance: NEW_DISTANCE, most: MOST_KINDS } as const;
    this.#memory = new PlaceMemory(options, state?.memory);
    this.#calibration = new Calibration(MAX_DISTANCE, state?.calibration);
  }

  /** Number of known kinds of sound. */
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

  /** Adds a step, and returns the moments that became complete, without silent ones. */
  push({ time, features, embedding }: HeardStep): ScoredMoment[] {
    const { rowSeconds, size, values } = embedding;
    this.#frames.push(time, features);
    this.#moments ??= new MomentRows(Math.round(MOMENT_SECONDS / rowSeconds));
    return this.#moments
      .push(embedding.time, values, size, rowSeconds)
      .filter((moment) => !isSilent(this.#frames.cut(moment.time, moment.time + MOMENT_SECONDS)))
      .map((moment) => this.hear(moment.time, moment.mean));
  }

  /** Compares the mean embedding of a moment, and remembers it. @param mean `[size]` */
  hear(time: number, mean: Float32Array): ScoredMoment {
    const { distance } = this.#memory.add(mean);
    const score = this.#calibration.rate(distance);
    return { time, value: distance, score, isNew: score !== undefined && distance > NEW_DISTANCE };
  }

  /** Returns the distance of a moment without remembering it. @param mean `[size]` */
  distance(mean: Float32Array): number {
    return this.#memory.recall(mean).distance;
  }
}

/** How a {@link PlaceMemory} compares moments. */
export interface MemoryOptions {
  /** Values of a moment. */
  readonly size: number;
  /** `cosine`: by direction only, 0 to 2. `euclidean`: by all values. */
  readonly metric: 'cosine' | 'euclidean';
  /** Distance from which on a moment counts as new. */
  readonly newDistance: number;
  /** Most prototypes. */
  readonly most: number;
}

/** Number of moments from which on a prototype moves no more slowly. */
const MOST_WEIGHT = 100;

/** What a {@link PlaceMemory} knows. */
export interface MemoryState {
  /** Prototypes, `[count × size]`, row-major. */
  readonly prototypes: Float32Array;
  /** Moments that each prototype stands for, `[count]`. */
  readonly counts: Float64Array;
}

/** How a moment compares with earlier ones. */
export interface Recalled {
  /** Distance to the nearest prototype; `newDistance` before the first moment. */
  readonly distance: number;
  /** Index of that prototype; −1 before the first moment. */
  readonly nearest: number;
}

/**
 * Remembers the sounds of a place, as a limited number of prototypes. A moment that is far from all of them becomes a
 * prototype; any other moves its nearest one a little. So the memory stays small however long it listens, keeps rare sounds, and the same
 * sounds in the same order give the same memory. Pure.
 */
export class PlaceMemory {
  readonly #options: MemoryOptions;
  readonly #prototypes: Float32Array[];
  readonly #counts: number[];
  /** The present moment as it is compared: of length 1 with the metric `cosine`. */
  readonly #moment: Float32Array;

  /** @param state to continue from */
  constructor(options: MemoryOptions, state?: MemoryState) {
    this.#options = options;
    const { size } = options;
    this.#moment = new Float32Array(size);
    const count = state?.counts.length ?? 0;
    this.#prototypes = Array.from({ length: count }, (_, i) => state!.prototypes.slice(i * size, (i + 1) * size));
    this.#counts = [...(state?.counts ?? [])];
  }

  /** Number of prototypes: known kinds of sound. */
  get kinds(): number {
    return this.#prototypes.length;
  }

  /** What it knows; a copy. */
  get state(): MemoryState {
    const { size } = this.#options;
    const prototypes = new Float32Array(this.kinds * size);
    this.#prototypes.forEach((prototype, i) => prototypes.set(prototype, i * size));
    return { prototypes, counts: Float64Array.from(this.#counts) };
  }

  /** Returns a prototype, `[size]`, of length 1 with the metric `cosine`. @param index from {@link recall} */
  prototype(index: number): Float32Array {
    return this.#prototypes[index]!;
  }

  /** Compares a moment with earlier ones. @param values `[size]` */
  recall(values: Float32Array): Recalled {
    this.#prepare(values);
    return this.#nearest();
  }

  /** Compares a moment, and then remembers it. @param values `[size]` */
  add(values: Float32Array): Recalled {
    this.#prepare(values);
    const recalled = this.#nearest();
    const { distance, nearest } = recalled;
    const { newDistance, most } = this.#options;
    if (nearest < 0 || (distance > newDistance && this.kinds < most)) {
      this.#prototypes.push(this.#moment.slice());
      this.#counts.push(1);
    } else this.#move(nearest);
    return recalled;
  }

  #nearest(): Recalled {
    const { metric, newDistance } = this.#options;
    let least = Infinity;
    let nearest = -1;
    for (const [i, prototype] of this.#prototypes.entries()) {
      const distance = metric === 'cosine' ? 1 - product(this.#moment, prototype) : squared(this.#moment, prototype);
      if (distance < least) [least, nearest] = [distance, i];
    }
    if (nearest < 0) return { distance: newDistance, nearest };
    return { distance: metric === 'cosine' ? Math.max(0, least) : Math.sqrt(least), nearest };
  }

  #move(at: number): void {
    const count = (this.#counts[at]! += 1);
    const prototype = this.#prototypes[at]!;
    const share = 1 / Math.min(count, MOST_WEIGHT);
    for (let k = 0; k < prototype.length; k++) prototype[k]! += (this.#moment[k]! - prototype[k]!) * share;
    if (this.#options.metric === 'cosine') scaleToUnit(prototype);
  }

  #prepare(values: Float32Array): void {
    this.#moment.set(values);
    if (this.#options.metric === 'cosine') scaleToUnit(this.#moment);
  }
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function squared(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) ** 2;
  return sum;
}

/** Scales a vector to length 1. Zeros stay zeros. */
function scaleToUnit(vector: Float32Array): void {
  const length = Math.sqrt(product(vector, vector));
  if (length > 0) for (let k = 0; k < vector.length; k++) vector[k]! /= length;
}

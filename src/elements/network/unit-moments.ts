import type { NetworkLayer } from '../../inside/network-layers.js';
import type { ShownStep } from '../../worker/inside-contract.js';
import { endOf } from './layer-pictures.js';
import type { SignedPicture } from './signed-picture.js';

/** Number of moments to keep. */
const MOST = 3;
/** Least distance of two moments, seconds: one sound makes one moment. */
const APART = 0.5;
/** Longest input of a moment, seconds. */
const LONGEST = 2;
/** Shortest input of a moment, seconds: a few frames alone show nothing. */
const SHORTEST = 0.3;

/** A moment at which a unit was strong, and the input that it read. */
export interface Moment {
  /** Session time at which the input ends, seconds. */
  readonly time: number;
  readonly value: number;
  /** Input that the unit can read, at least 0.3 and at most 2 s: time to the right, low frequencies at the bottom. */
  readonly picture: SignedPicture;
}

/** Collects the moments at which one unit is strongest. Main thread. */
export class UnitMoments {
  /** Strongest first. */
  moments: readonly Moment[] = [];
  #key = '';
  /** Newest normalised input, `[frames × bands]` per step, and its end, seconds. */
  #input: { readonly values: Float32Array; readonly end: number }[] = [];

  /** Adds a step. @param hop of the input frames, seconds @returns whether the moments have changed */
  add(step: ShownStep, layers: readonly NetworkLayer[], hop: number, unit: number): boolean {
    const input = step.layers.normalize;
    const watched = step.watched;
    if (!input) return false;
    this.#input.push({ values: input.values, end: step.time + step.duration });
    while (this.#input.length > 0 && this.#input[0]!.end < step.time - LONGEST - 1) this.#input.shift();
    const layer = watched && layers.find(({ name }) => name === watched.layer);
    if (!layer) return false;
    const key = `${layer.name} ${unit}`;
    if (key !== this.#key) {
      this.#key = key;
      this.moments = [];
    }
    const { bands, channels, stride, field } = layer;
    let best = 0;
    let at = { frame: 0, band: 0 };
    for (let t = 0; t < watched.frames; t++) {
      for (let f = 0; f < bands; f++) {
        const value = Math.abs(watched.values[(t * bands + f) * channels + unit]!);
        if (value > best) [best, at] = [value, { frame: t, band: f }];
      }
    }
    const time = endOf(step, layer, hop) - (watched.frames - 1 - at.frame) * stride * hop;
    const seconds = Math.min(LONGEST, Math.max(SHORTEST, field.frames * hop));
    const isWhole = bands === 1;
    const lowest = isWhole ? 0 : Math.max(0, field.lowest + at.band * field.step);
    const highest = isWhole ? input.height : Math.min(input.height, field.lowest + at.band * field.step + field.bands);
    return this.#offer(best, time, () => this.#cut(time, seconds, hop, input.height, lowest, highest));
  }

  clear(): void {
    this.moments = [];
    this.#input = [];
  }

  #offer(value: number, time: number, cut: () => SignedPicture | undefined): boolean {
    const near = this.moments.find((moment) => Math.abs(moment.time - time) < APART);
    const weakest = this.moments.length < MOST ? 0 : this.moments.at(-1)!.value;
    if (value <= (near?.value ?? weakest)) return false;
    const picture = cut();
    if (!picture) return false;
    this.moments = [...this.moments.filter((moment) => moment !== near), { picture, time, value }]
      .sort((a, b) => b.value - a.value)
      .slice(0, MOST);
    return true;
  }

  /** Cuts the input before a time; undefined if none of it is kept. */
  #cut(
    time: number,
    seconds: number,
    hop: number,
    height: number,
    lowest: number,
    highest: number,
  ): SignedPicture | undefined {
    const rows: Float32Array[] = [];
    for (const { values, end } of this.#input) {
      const count = values.length / height;
      for (let t = 0; t < count; t++) {
        const frameEnd = end - (count - 1 - t) * hop;
        if (frameEnd > time - seconds + hop / 2 && frameEnd < time + hop / 2)
          rows.push(values.subarray(t * height + lowest, t * height + highest));
      }
    }
    if (rows.length === 0) return undefined;
    const bands = highest - lowest;
    const values = new Float32Array(rows.length * bands);
    rows.forEach((row, t) => row.forEach((value, band) => (values[(bands - 1 - band) * rows.length + t] = value)));
    return { rows: bands, columns: rows.length, values, isLevel: true };
  }
}

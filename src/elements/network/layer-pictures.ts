import type { NetworkLayer } from '../../inside/network-layers.js';
import type { LayerStep, ShownStep, WatchedStep } from '../../worker/inside-contract.js';
import { magma } from '../drawing/color-map.js';
import { LivePicture } from '../drawing/live-picture.js';

/** Length of the pictures, seconds. */
export const SHOWN_SECONDS = 8;
/** Values of the normalised input with the darkest and the brightest colour; most are within. */
const INPUT_RANGE = { low: -1.5, high: 2.5 };
/** Share of the highest value that remains after a second. */
const FADE = 0.9;

/** Most rows of a picture in the list. More units share a row, and the strongest is drawn. */
const MOST_ROWS = 48;

/** Name of the picture of the input. */
const INPUT = 'normalize';

/** Name of the picture with all units of the layer that is looked at, and of that with one unit. */
export const ALL_UNITS = 'all-units';
export const ONE_UNIT = 'one-unit';
/** Name of the picture with the gates of that layer, one strip each. */
export const ALL_GATES = 'all-gates';

/** Share of the usual value that a new step contributes. */
const LEARNS = 0.02;

/** One picture that scrolls. Its colours reach from the usual value to the highest. */
class Scrolling {
  readonly picture: LivePicture;
  #highest = 0;
  #usual: number | undefined;
  /** End of the newest output frame, seconds. */
  #end = -Infinity;

  /** @param rows position of each row among the bands; default: one row per band */
  constructor(rows?: Float64Array) {
    this.picture = new LivePicture(() => magma, rows && (() => rows));
  }

  /** Adds output frames, the last of which ends at `end`. @param values magnitudes, `[frames × bands]`, or any values with `range` */
  add(values: Float32Array, bands: number, hop: number, end: number, range?: { low: number; high: number }): void {
    const frames = values.length / bands;
    this.#highest *= FADE ** (frames * hop);
    let sum = 0;
    for (const value of values) {
      sum += value;
      if (value > this.#highest) this.#highest = value;
    }
    const mean = sum / values.length;
    this.#usual = this.#usual === undefined ? mean : this.#usual + LEARNS * (mean - this.#usual);
    const reach = range ?? { low: this.#usual, high: Math.max(this.#highest, this.#usual + 1e-6) };
    // The phase of the strides may change within a stream. Frames then still follow each other.
    const start = end - frames * hop;
    const from = Math.abs(start - this.#end) < hop ? this.#end : start;
    this.#end = from + frames * hop;
    this.picture.add(from, values, { bands, hop, kept: SHOWN_SECONDS + 2 }, () => reach);
  }
}

/** The pictures of all layers, on one time axis. Main thread. */
export class LayerPictures {
  readonly #pictures = new Map<string, Scrolling>();
  /** The layer and the unit of the pictures of the layer that is looked at. */
  #watched = '';
  #inputRows: Float64Array | undefined;

  /** Sets the number of bands of the input to draw: those that a device analyses. */
  set inputBands(bands: number) {
    this.#inputRows = Float64Array.from({ length: bands }, (_, band) => band);
  }

  /** Adds a step. @param hop of the input frames, seconds @param unit of the layer that is looked at */
  add(step: ShownStep, layers: readonly NetworkLayer[], hop: number, unit: number): void {
    for (const layer of layers) {
      const shown = step.layers[layer.name];
      if (!shown) continue;
      const end = endOf(step, layer, hop);
      if (layer.name === INPUT) this.#of(INPUT).add(shown.values, shown.height, hop, end, INPUT_RANGE);
      else {
        const { values, rows } = strongestOf(shown);
        this.#of(layer.name).add(values, rows, layer.stride * hop, end);
      }
    }
    const layer = step.watched && layers.find(({ name }) => name === step.watched!.layer);
    if (layer) this.#addWatched(step, step.watched!, layer, hop, unit);
  }

  /** Draws a picture over the whole canvas. Times are session time, seconds. */
  draw(name: string, target: CanvasRenderingContext2D, from: number, to: number): void {
    // A slow layer shows its own pace as steps, and drawing costs less.
    target.imageSmoothingEnabled = name === INPUT;
    this.#of(name).picture.draw(target, from, to);
  }

  /** Forgets the pictures of the layer that is looked at, because another layer or unit is chosen. */
  forgetWatched(): void {
    this.#pictures.delete(ALL_UNITS);
    this.#pictures.delete(ONE_UNIT);
    this.#pictures.delete(ALL_GATES);
  }

  clear(): void {
    this.#pictures.clear();
  }

  #addWatched(step: ShownStep, watched: WatchedStep, layer: NetworkLayer, hop: number, unit: number): void {
    const { bands, channels } = layer;
    const key = `${layer.name} ${unit}`;
    if (key !== this.#watched) {
      if (!this.#watched.startsWith(`${layer.name} `)) this.forgetWatched();
      this.#pictures.delete(ONE_UNIT);
      this.#watched = key;
    }
    const height = bands * channels;
    const all = new Float32Array(watched.values.length);
    const one = new Float32Array(watched.frames * bands);
    // The first channel is at the top, and in each channel low frequencies are at the bottom.
    for (let t = 0; t < watched.frames; t++) {
      for (let f = 0; f < bands; f++) {
        for (let c = 0; c < channels; c++) {
          const value = Math.abs(watched.values[t * height + f * channels + c]!);
          all[t * height + (channels - 1 - c) * bands + f] = value;
          if (c === unit) one[t * bands + f] = value;
        }
      }
    }
    const end = endOf(step, layer, hop);
    this.#of(ALL_UNITS).add(all, height, layer.stride * hop, end);
    this.#of(ONE_UNIT).add(one, bands, layer.stride * hop, end);
    const gates = gatesOf(watched);
    if (gates) {
      const count = gates.length / watched.frames;
      // The first gate is at the top, as the first channel is.
      const strips = gates.map((_, i) => gates[i - (i % count) + count - 1 - (i % count)]!);
      this.#of(ALL_GATES).add(strips, count, layer.stride * hop, end, { low: 0, high: 1 });
    }
  }

  #of(name: string): Scrolling {
    let found = this.#pictures.get(name);
    if (!found) this.#pictures.set(name, (found = new Scrolling(name === INPUT ? this.#inputRows : undefined)));
    return found;
  }
}

/** Returns the gates of a gated convolution or of a block, `[frames × gates]`, 0 to 1; undefined for other layers. */
export function gatesOf({ gates, frames }: WatchedStep): Float32Array | undefined {
  return frames > 0 ? (gates.gate ?? gates.excite) : undefined;
}

/** Returns the magnitudes of a step; if there are many units, the largest of each few. */
function strongestOf({ values, height }: LayerStep): { readonly values: Float32Array; readonly rows: number } {
  const perRow = Math.ceil(height / MOST_ROWS);
  const rows = Math.ceil(height / perRow);
  const frames = values.length / height;
  const strongest = new Float32Array(frames * rows);
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(i / height) * rows + Math.floor((i % height) / perRow);
    strongest[at] = Math.max(strongest[at]!, Math.abs(values[i]!));
  }
  return { values: strongest, rows };
}

/** Returns the time at which the newest output of a layer is complete, seconds. */
export function endOf({ time, duration, phase }: ShownStep, { stride }: NetworkLayer, hop: number): number {
  return time + duration - (phase % stride) * hop;
}

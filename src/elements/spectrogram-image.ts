import type { ColorMap } from './color-map';
import type { LevelRange } from './level-range';

/**
 * The newest `columns` frames as a picture, one pixel per frame and band, in a ring: a new frame costs one column, and
 * the window is drawn with two copies at most.
 */
export class SpectrogramImage {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  readonly #column: ImageData;
  /** What each column shows, to draw it again in other colours: 0 quiet to 255 loud. */
  readonly #shades: Uint8Array;
  /** Index of the frame after the newest. */
  #end = 0;
  #count = 0;

  constructor(
    readonly bands: number,
    readonly columns: number,
    private colors: ColorMap,
  ) {
    this.#canvas.width = columns;
    this.#canvas.height = bands;
    this.#context = this.#canvas.getContext('2d', { alpha: false })!;
    this.#column = this.#context.createImageData(1, bands);
    this.#column.data.fill(255);
    this.#shades = new Uint8Array(columns * bands);
    this.clear();
  }

  clear(): void {
    this.#count = 0;
    this.#shades.fill(0);
    const [r, g, b] = this.colors;
    this.#context.fillStyle = `rgb(${r} ${g} ${b})`;
    this.#context.fillRect(0, 0, this.columns, this.bands);
  }

  /** Add a frame as number `index`; numbers that are left out (dropped sound) stay blank. */
  add(index: number, levels: Float32Array, { low, high }: LevelRange): void {
    const blanks = index - this.#end;
    if (this.#count === 0 || blanks < 0 || blanks >= this.columns) this.clear();
    else for (let blank = this.#end; blank < index; blank++) this.#paint(blank, this.#shade(blank).fill(0));
    const shade = this.#shade(index);
    const scale = 255 / (high - low);
    for (let b = 0; b < this.bands; b++) shade[b] = Math.min(255, Math.max(0, (levels[b]! - low) * scale));
    this.#paint(index, shade);
    this.#end = index + 1;
    this.#count = Math.min(this.columns, this.#count + 1 + Math.max(0, blanks));
  }

  recolor(colors: ColorMap): void {
    if (colors === this.colors) return;
    this.colors = colors;
    for (let column = 0; column < this.columns; column++) this.#paint(column, this.#shade(column));
  }

  /** Draw the frames from `from` to `to` (fractions allowed) over the whole of a canvas. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    const { width, height } = target.canvas;
    const [r, g, b] = this.colors;
    target.fillStyle = `rgb(${r} ${g} ${b})`;
    target.fillRect(0, 0, width, height);
    const scale = width / (to - from);
    const end = Math.min(to, this.#end);
    let at = Math.max(from, this.#end - this.#count);
    while (at < end) {
      const slot = modulo(at, this.columns);
      const length = Math.min(end - at, this.columns - slot);
      target.drawImage(this.#canvas, slot, 0, length, this.bands, (at - from) * scale, 0, length * scale, height);
      at += length;
    }
  }

  #shade(index: number): Uint8Array {
    const start = modulo(index, this.columns) * this.bands;
    return this.#shades.subarray(start, start + this.bands);
  }

  #paint(index: number, shade: Uint8Array): void {
    const { data } = this.#column;
    for (let b = 0; b < this.bands; b++) {
      // The first band is the lowest: it stands at the bottom.
      const pixel = (this.bands - 1 - b) * 4;
      const color = shade[b]! * 3;
      data[pixel] = this.colors[color]!;
      data[pixel + 1] = this.colors[color + 1]!;
      data[pixel + 2] = this.colors[color + 2]!;
    }
    this.#context.putImageData(this.#column, modulo(index, this.columns), 0);
  }
}

const modulo = (value: number, size: number) => ((value % size) + size) % size;

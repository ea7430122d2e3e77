import type { ColorMap } from './color-map.js';
import type { LevelRange } from './level-range.js';

/** Maximum width of a tile, pixels; graphics memory limits the size of a canvas. */
const TILE = 2048;
/** Stored levels: the quietest one, dB, and the number of steps per dB. */
const QUIETEST = -120;
const STEPS = 2;

/**
 * Image of the newest `columns` frames, one pixel per frame and band, in a ring of tiles. A new frame costs one column; a
 * drawing costs one copy per tile.
 */
export class SpectrogramImage {
  #colors: ColorMap;

  /** Number of frames kept, at least as many as requested. */
  readonly columns: number;
  readonly #width: number;
  readonly #tiles: readonly CanvasRenderingContext2D[];
  readonly #column: ImageData;
  /** Colour index of each band in each column, to redraw it with other colours: 0 quiet to 255 loud. */
  readonly #shades: Uint8Array;
  readonly #levels: Uint8Array;
  /** Index of the frame after the newest. */
  #end = 0;
  #count = 0;

  constructor(
    readonly bands: number,
    columns: number,
    colors: ColorMap,
  ) {
    this.#colors = colors;
    const tiles = Math.ceil(columns / TILE);
    this.#width = Math.ceil(columns / tiles);
    this.columns = tiles * this.#width;
    this.#tiles = Array.from({ length: tiles }, () => {
      const canvas = document.createElement('canvas');
      canvas.width = this.#width;
      canvas.height = bands;
      return canvas.getContext('2d', { alpha: false })!;
    });
    this.#column = this.#tiles[0]!.createImageData(1, bands);
    this.#column.data.fill(255);
    this.#shades = new Uint8Array(this.columns * bands);
    this.#levels = new Uint8Array(this.columns * bands);
    this.clear();
  }

  clear(): void {
    this.#count = 0;
    this.#shades.fill(0);
    const [r, g, b] = this.#colors;
    for (const tile of this.#tiles) {
      tile.fillStyle = `rgb(${r} ${g} ${b})`;
      tile.fillRect(0, 0, this.#width, this.bands);
    }
  }

  /** Adds a frame at an index. Skipped indexes (dropped sound) stay blank. */
  add(index: number, levels: Float32Array, { low, high }: LevelRange): void {
    const blanks = index - this.#end;
    if (this.#count === 0 || blanks < 0 || blanks >= this.columns) this.clear();
    else for (let blank = this.#end; blank < index; blank++) this.#blank(blank);
    const start = this.#start(index);
    const scale = 255 / (high - low);
    for (let b = 0; b < this.bands; b++) {
      this.#shades[start + b] = within(0, 255, (levels[b]! - low) * scale);
      // 0 marks a blank column.
      this.#levels[start + b] = within(1, 255, Math.round((levels[b]! - QUIETEST) * STEPS));
    }
    this.#paint(index);
    this.#end = index + 1;
    this.#count = Math.min(this.columns, this.#count + 1 + Math.max(0, blanks));
  }

  /** Returns the level of a frame's band, dB in steps of 0.5; undefined if the frame is blank or not kept. */
  levelAt(index: number, band: number): number | undefined {
    if (index >= this.#end || index < this.#end - this.#count) return undefined;
    const level = this.#levels[this.#start(index) + band] ?? 0;
    return level === 0 ? undefined : QUIETEST + level / STEPS;
  }

  recolor(colors: ColorMap): void {
    if (colors === this.#colors) return;
    this.#colors = colors;
    for (let column = 0; column < this.columns; column++) this.#paint(column);
  }

  /** Draws the frames from `from` to `to` (fractions allowed) over the whole canvas. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    const { width, height } = target.canvas;
    const [r, g, b] = this.#colors;
    target.fillStyle = `rgb(${r} ${g} ${b})`;
    target.fillRect(0, 0, width, height);
    // Rounds to whole pixels, so that no seam shows between two tiles.
    const x = (at: number) => Math.round(((at - from) * width) / (to - from));
    const end = Math.min(to, this.#end);
    let at = Math.max(from, this.#end - this.#count);
    while (at < end) {
      const slot = modulo(at, this.columns);
      const tile = Math.floor(slot / this.#width);
      const left = slot - tile * this.#width;
      const length = Math.min(end - at, this.#width - left);
      const { canvas } = this.#tiles[tile]!;
      target.drawImage(canvas, left, 0, length, this.bands, x(at), 0, x(at + length) - x(at), height);
      at += length;
    }
  }

  #blank(index: number): void {
    const start = this.#start(index);
    this.#shades.fill(0, start, start + this.bands);
    this.#levels.fill(0, start, start + this.bands);
    this.#paint(index);
  }

  #start(index: number): number {
    return modulo(index, this.columns) * this.bands;
  }

  #paint(index: number): void {
    const { data } = this.#column;
    const start = this.#start(index);
    for (let b = 0; b < this.bands; b++) {
      // The first band is the lowest and is drawn at the bottom.
      const pixel = (this.bands - 1 - b) * 4;
      const color = this.#shades[start + b]! * 3;
      data[pixel] = this.#colors[color]!;
      data[pixel + 1] = this.#colors[color + 1]!;
      data[pixel + 2] = this.#colors[color + 2]!;
    }
    const slot = modulo(index, this.columns);
    this.#tiles[Math.floor(slot / this.#width)]!.putImageData(this.#column, slot % this.#width, 0);
  }
}

const modulo = (value: number, size: number) => ((value % size) + size) % size;
const within = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

import type { ColorMap } from './color-map.js';
import type { LevelRange } from './level-range.js';

/** Maximum width of a tile, pixels; graphics memory limits the size of a canvas. */
const TILE = 2048;
/** Stored levels: the quietest one, dB, and the number of steps per dB. */
const QUIETEST = -120;
const STEPS = 2;

/**
 * Image of the newest `columns` frames, one pixel per frame and row, in a ring of tiles. A row shows a band, or a mixture of two
 * neighbouring ones. A new frame costs one column; a drawing costs one copy per tile.
 */
export class SpectrogramImage {
  #colors: ColorMap;

  /** Number of frames kept, at least as many as requested. */
  readonly columns: number;
  readonly #width: number;
  readonly #tiles: readonly CanvasRenderingContext2D[];
  /** Position of each row among the bands, from the bottom to the top. */
  #rows: Float64Array;
  /** Colour index of each band in each column, to redraw it with other colours: 0 quiet to 255 loud. */
  readonly #shades: Uint8Array;
  readonly #levels: Uint8Array;
  #column: ImageData | undefined;
  /** Index of the frame after the newest. */
  #end = 0;
  #count = 0;

  /** @param rows position of each row among the bands, from the bottom to the top; default: one row per band */
  constructor(
    readonly bands: number,
    columns: number,
    colors: ColorMap,
    rows: Float64Array = Float64Array.from({ length: bands }, (_, band) => band),
  ) {
    this.#colors = colors;
    this.#rows = rows;
    const tiles = Math.ceil(columns / TILE);
    this.#width = Math.ceil(columns / tiles);
    this.columns = tiles * this.#width;
    this.#tiles = Array.from({ length: tiles }, () => {
      const canvas = document.createElement('canvas');
      canvas.width = this.#width;
      canvas.height = rows.length;
      return canvas.getContext('2d', { alpha: false })!;
    });
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
      tile.fillRect(0, 0, this.#width, this.#rows.length);
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

  /** Draws the kept frames in other colours, or on other rows. */
  redraw(colors: ColorMap, rows = this.#rows): void {
    if (colors === this.#colors && rows === this.#rows) return;
    this.#colors = colors;
    this.#rows = rows;
    for (const [at, tile] of this.#tiles.entries()) {
      if (tile.canvas.height !== rows.length) tile.canvas.height = rows.length;
      const image = tile.createImageData(this.#width, rows.length);
      for (let x = 0; x < this.#width; x++) this.#color(image, x, at * this.#width + x);
      tile.putImageData(image, 0, 0);
    }
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
      target.drawImage(canvas, left, 0, length, this.#rows.length, x(at), 0, x(at + length) - x(at), height);
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
    const slot = modulo(index, this.columns);
    const tile = this.#tiles[Math.floor(slot / this.#width)]!;
    if (this.#column?.height !== this.#rows.length) this.#column = tile.createImageData(1, this.#rows.length);
    this.#color(this.#column, 0, slot);
    tile.putImageData(this.#column, slot % this.#width, 0);
  }

  /** Colours column `x` of an image as the frame in a slot of the ring. The first row is the lowest, at the bottom. */
  #color({ data, width }: ImageData, x: number, slot: number): void {
    const start = slot * this.bands;
    const rows = this.#rows.length;
    for (let row = 0; row < rows; row++) {
      const at = this.#rows[row]!;
      const band = Math.floor(at);
      const low = this.#shades[start + band]!;
      const shade = at === band ? low : Math.round(low + (this.#shades[start + band + 1]! - low) * (at - band));
      const pixel = ((rows - 1 - row) * width + x) * 4;
      data[pixel] = this.#colors[shade * 3]!;
      data[pixel + 1] = this.#colors[shade * 3 + 1]!;
      data[pixel + 2] = this.#colors[shade * 3 + 2]!;
      data[pixel + 3] = 255;
    }
  }
}

const modulo = (value: number, size: number) => ((value % size) + size) % size;
const within = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

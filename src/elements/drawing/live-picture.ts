import type { ColorMap } from './color-map.js';
import type { LevelRange } from './level-range.js';
import { SpectrogramImage } from './spectrogram-image.js';

/** Number of frames by which the newest frame may be ahead of the right edge. */
const MAX_FRAMES_AHEAD = 100;

/** Format and history length of a picture's frames. */
export interface PictureFrames {
  readonly bands: number;
  /** Distance between frames, seconds. */
  readonly hop: number;
  /** Length of the history kept, seconds. */
  readonly kept: number;
}

/** Scrolling picture of the newest frames, by session time. Times are seconds. */
export class LivePicture {
  readonly #colors: () => ColorMap;
  readonly #rows: (() => Float64Array) | undefined;

  #image: SpectrogramImage | undefined;
  #hop = 1;
  /** Time of frame 0; undefined before the first frame. */
  #firstFrameTime: number | undefined;

  /**
   * @param colors returns the colour map; called when the image is created or redrawn, and for an empty picture
   * @param rows returns the position of each row among the bands; default: one row per band
   */
  constructor(colors: () => ColorMap, rows?: () => Float64Array) {
    this.#colors = colors;
    this.#rows = rows;
  }

  /**
   * Adds frames, the first of which begins at `time`.
   *
   * @param values `[frames × bands]`
   * @param rangeOf returns the values of the darkest and the brightest colour for a frame; called for each frame in order
   */
  add(
    time: number,
    values: Float32Array,
    { bands, hop, kept }: PictureFrames,
    rangeOf: (frame: Float32Array) => LevelRange,
  ): void {
    this.#hop = hop;
    const columns = Math.ceil(kept / hop) + MAX_FRAMES_AHEAD;
    if (this.#image?.bands !== bands || this.#image.columns < columns)
      this.#image = new SpectrogramImage(bands, columns, this.#colors(), this.#rows?.());
    this.#firstFrameTime ??= time;
    const first = Math.round((time - this.#firstFrameTime) / hop);
    for (let i = 0; i * bands < values.length; i++) {
      const frame = values.subarray(i * bands, (i + 1) * bands);
      this.#image.add(first + i, frame, rangeOf(frame));
    }
  }

  /** Draws a time range over the whole canvas. Times without frames stay blank. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    if (this.#image && Number.isFinite(to)) {
      this.#image.draw(target, this.#frameAt(from), this.#frameAt(to));
      return;
    }
    const [r, g, b] = this.#colors();
    target.fillStyle = `rgb(${r} ${g} ${b})`;
    target.fillRect(0, 0, target.canvas.width, target.canvas.height);
  }

  /** Returns the level of a band at a time, dB in steps of 0.5; undefined if no frame is kept there. */
  levelAt(time: number, band: number): number | undefined {
    return this.#image?.levelAt(Math.floor(this.#frameAt(time)), band);
  }

  /** Redraws the kept frames if the colour map or the rows have changed. */
  redraw(): void {
    this.#image?.redraw(this.#colors(), this.#rows?.());
  }

  clear(): void {
    this.#image?.clear();
    this.#firstFrameTime = undefined;
  }

  #frameAt(time: number): number {
    return (time - (this.#firstFrameTime ?? 0)) / this.#hop;
  }
}

import type { ColorMap } from './color-map.js';
import type { LevelRange } from './level-range.js';
import { SpectrogramImage } from './spectrogram-image.js';

/** Frames by which the newest may be ahead of the right edge. */
const LONGEST_STEP = 100;

/** How the frames of a picture are made and kept. */
export interface PictureFrames {
  readonly bands: number;
  /** Between two frames, seconds. */
  readonly hop: number;
  /** Seconds that are kept. */
  readonly kept: number;
}

/** Draws the newest minutes of frames by the sound's clock. Times are seconds. */
export class LivePicture {
  readonly #colors: () => ColorMap;

  #image: SpectrogramImage | undefined;
  #hop = 1;
  /** Time of frame 0; undefined before the first. */
  #origin: number | undefined;

  /** @param colors Called when something new is to be coloured. */
  constructor(colors: () => ColorMap) {
    this.#colors = colors;
  }

  /**
   * Adds frames, the first of which begins at `time`.
   *
   * @param values `[frames × bands]`
   * @param rangeOf Returns the values of a frame's darkest and brightest colour; called for one frame after another.
   */
  add(
    time: number,
    values: Float32Array,
    { bands, hop, kept }: PictureFrames,
    rangeOf: (frame: Float32Array) => LevelRange,
  ): void {
    this.#hop = hop;
    const columns = Math.ceil(kept / hop) + LONGEST_STEP;
    if (this.#image?.bands !== bands || this.#image.columns < columns)
      this.#image = new SpectrogramImage(bands, columns, this.#colors());
    this.#origin ??= time;
    const first = Math.round((time - this.#origin) / hop);
    for (let i = 0; i * bands < values.length; i++) {
      const frame = values.subarray(i * bands, (i + 1) * bands);
      this.#image.add(first + i, frame, rangeOf(frame));
    }
  }

  /** Draws a stretch of time over the whole of a canvas; blank where nothing is known. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    if (this.#image && Number.isFinite(to)) {
      this.#image.draw(target, this.#frameAt(from), this.#frameAt(to));
      return;
    }
    const [r, g, b] = this.#colors();
    target.fillStyle = `rgb(${r} ${g} ${b})`;
    target.fillRect(0, 0, target.canvas.width, target.canvas.height);
  }

  /** Returns the level of a band at a moment, dB to the half; undefined where nothing is known. */
  levelAt(time: number, band: number): number | undefined {
    return this.#image?.levelAt(Math.floor(this.#frameAt(time)), band);
  }

  /** Draws in other colours from now on, if they have changed. */
  recolor(): void {
    this.#image?.recolor(this.#colors());
  }

  clear(): void {
    this.#image?.clear();
    this.#origin = undefined;
  }

  #frameAt(time: number): number {
    return (time - (this.#origin ?? 0)) / this.#hop;
  }
}

import { CHROMA_COUNT } from '../../descriptors/descriptors.js';
import type { ColorMap } from '../drawing/color-map.js';
import { SpectrogramImage } from '../drawing/spectrogram-image.js';
import { KEPT } from '../time/time-view.js';

/** What each pitch class has been like lately, as a picture by the sound's clock. Times are seconds. */
export class ChromaPicture {
  readonly #image: SpectrogramImage;
  /** Time of frame 0; undefined before the first. */
  #origin: number | undefined;

  /** @param hop between two frames */
  constructor(
    private readonly colors: () => ColorMap,
    readonly hop: number,
  ) {
    this.#image = new SpectrogramImage(CHROMA_COUNT, Math.ceil(KEPT / hop), colors());
  }

  /** @param chroma `[T × 12]`, 0 to 1 @param loudness of each frame, 0 to 1: silence has no pitch to show */
  add(time: number, chroma: Float32Array, loudness: Float32Array): void {
    this.#origin ??= time;
    const first = Math.round((time - this.#origin) / this.hop);
    for (let i = 0; i * CHROMA_COUNT < chroma.length; i++) {
      const pitches = chroma.subarray(i * CHROMA_COUNT, (i + 1) * CHROMA_COUNT).map((value) => value * loudness[i]!);
      this.#image.add(first + i, pitches, { low: 0, high: 1 });
    }
  }

  /** Draws a stretch of time over the whole of a canvas, the newest at the right, C at the bottom. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    target.imageSmoothingEnabled = false;
    const origin = this.#origin ?? 0;
    const known = Number.isFinite(to);
    this.#image.draw(target, known ? (from - origin) / this.hop : 0, known ? (to - origin) / this.hop : 1);
  }

  /** The colours may be others now. */
  recolor(): void {
    this.#image.recolor(this.colors());
  }

  clear(): void {
    this.#image.clear();
    this.#origin = undefined;
  }
}

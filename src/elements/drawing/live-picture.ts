import type { Frames } from '../../listener/listener-events.js';
import type { ColorMap } from './color-map.js';
import { LevelFollower } from './level-range.js';
import { SpectrogramImage } from './spectrogram-image.js';
import { KEPT } from '../time/time-view.js';

/** Frames by which the newest may be ahead of the edge. */
const LONGEST_STEP = 100;

/** What a session has sounded like lately, as a picture by the sound's clock. Times are seconds. */
export class HeardPicture {
  readonly #colors: () => ColorMap;

  readonly #follower = new LevelFollower();
  #image: SpectrogramImage | undefined;
  /** Between two frames, seconds. */
  #hop = 0.02;
  /** Time of frame 0; undefined before the first. */
  #origin: number | undefined;
  #latest: Float32Array = new Float32Array(0);

  /** @param colors Asked for when there is something new to be coloured. */
  constructor(colors: () => ColorMap) {
    this.#colors = colors;
  }

  /** The band that is the loudest in the newest frame; undefined before the first. */
  get loudestBand(): number | undefined {
    if (this.#origin === undefined) return undefined;
    return this.#latest.reduce((best, level, band, all) => (level > all[best]! ? band : best), 0);
  }

  /**
   * @param hop seconds between two frames
   * @param seconds that are to be shown at once; more than that is kept
   */
  hear({ frames, features, time }: Frames, hop: number, seconds: number): void {
    const bands = features.length / frames;
    this.#hop = hop;
    const columns = Math.ceil(Math.max(seconds, KEPT) / hop) + LONGEST_STEP;
    if (this.#image?.bands !== bands || this.#image.columns < columns)
      this.#image = new SpectrogramImage(bands, columns, this.#colors());
    this.#origin ??= time;
    const first = Math.round((time - this.#origin) / hop);
    for (let i = 0; i < frames; i++) {
      this.#latest = features.subarray(i * bands, (i + 1) * bands);
      this.#image.add(first + i, this.#latest, this.#follower.follow(this.#latest, hop));
    }
  }

  /** Draws a stretch of time over the whole of a canvas; silence where that is not known. */
  draw(target: CanvasRenderingContext2D, from: number, to: number): void {
    if (this.#image && Number.isFinite(to)) {
      this.#image.draw(target, this.#frameAt(from), this.#frameAt(to));
      return;
    }
    const [r, g, b] = this.#colors();
    target.fillStyle = `rgb(${r} ${g} ${b})`;
    target.fillRect(0, 0, target.canvas.width, target.canvas.height);
  }

  /** The level of a band at a moment, dB to the half; undefined where nothing is known. */
  levelAt(time: number, band: number): number | undefined {
    return this.#image?.levelAt(Math.floor(this.#frameAt(time)), band);
  }

  /** The colours may be others now. */
  recolor(): void {
    this.#image?.recolor(this.#colors());
  }

  clear(): void {
    this.#follower.reset();
    this.#image?.clear();
    this.#origin = undefined;
  }

  #frameAt(time: number): number {
    return (time - (this.#origin ?? 0)) / this.#hop;
  }
}

import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { colorMap, isOnDark, type ColorMapName } from '../drawing/color-map.js';
import { LevelFollower, type LevelRange } from '../drawing/level-range.js';
import { LivePicture } from '../drawing/live-picture.js';
import { tokens } from '../style/theme.js';
import { KEPT } from '../time/time-view.js';

/** Height of a mark, as a share of the picture. */
const MARK = 0.05;

/** A moment to mark. Times are session time, seconds. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/** The real picture and the expected one, with the same colours for the same levels. Main thread. */
export class PicturePair {
  readonly #real: LivePicture;
  readonly #expected: LivePicture;
  readonly #levels = new LevelFollower();
  #range: LevelRange = { low: -80, high: -20 };

  /** @param host element whose background decides about the colours @param name returns the colour map's name */
  constructor(host: Element, name: () => ColorMapName) {
    const colors = () => colorMap(name(), isOnDark(host));
    this.#real = new LivePicture(colors);
    this.#expected = new LivePicture(colors);
  }

  /** Adds real frames, `[frames × 64]`, dB. @param time of the first, seconds */
  addReal(time: number, frames: Float32Array): void {
    this.#real.add(time, frames, LAYOUT, (frame) => (this.#range = this.#levels.follow(frame, HOP_SECONDS)));
  }

  /** Adds expected frames. @param time of the first, seconds */
  addExpected(time: number, frames: Float32Array): void {
    this.#expected.add(time, frames, LAYOUT, () => this.#range);
  }

  /** Draws both for a time range, seconds, with marks above the real one. */
  draw(
    real: CanvasRenderingContext2D | null,
    expected: CanvasRenderingContext2D | null,
    span: Mark,
    marks: readonly Mark[],
  ): void {
    if (expected) this.#expected.draw(expected, span.from, span.to);
    if (!real) return;
    this.#real.draw(real, span.from, span.to);
    const { width, height } = real.canvas;
    const at = (time: number) => ((time - span.from) / (span.to - span.from)) * width;
    real.fillStyle = tokens.taught.dark; // the picture is dark in both schemes
    for (const { from, to } of marks)
      if (to > span.from) real.fillRect(at(from), 0, Math.max(2, at(to) - at(from)), MARK * height);
  }

  /** Draws again with other colours. */
  redraw(): void {
    this.#real.redraw();
    this.#expected.redraw();
  }

  clear(): void {
    this.#real.clear();
    this.#expected.clear();
    this.#levels.reset();
  }
}

const LAYOUT = { bands: BANDS, hop: HOP_SECONDS, kept: KEPT } as const;

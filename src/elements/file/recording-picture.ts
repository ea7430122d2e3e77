import type { Classification } from '../../recordings/classifier.js';
import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { colorMap, type ColorMap } from '../drawing/color-map.js';
import { steadyRange, type LevelRange } from '../drawing/level-range.js';
import { SpectrogramImage } from '../drawing/spectrogram-image.js';

/** A part of a recording, seconds. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** Draws the spectrogram of a recording, or of a part of it, over a canvas. Redraws only after a change. */
export class RecordingPicture {
  #drawn: (Part & { readonly of: Classification; readonly colors: ColorMap }) | undefined;
  /** Level range of the whole recording, so that colours stay the same in every part. */
  #range: { readonly of: Classification; readonly range: LevelRange } | undefined;

  /** Forces a redraw, because the canvas was cleared. */
  invalidate(): void {
    this.#drawn = undefined;
  }

  draw(target: CanvasRenderingContext2D, of: Classification, { from, to }: Part, onDark: boolean): void {
    const { features } = of;
    const { width } = target.canvas;
    const colors = colorMap('auto', onDark);
    const drawn = this.#drawn;
    const isDrawn = drawn?.of === of && drawn.colors === colors && drawn.from === from && drawn.to === to;
    if (!features || width === 0 || isDrawn) return;
    if (this.#range?.of !== of) this.#range = { of, range: steadyRange(features, BANDS) };
    const part = features.subarray(frameAt(from) * BANDS, Math.max(frameAt(to), frameAt(from) + 1) * BANDS);
    const image = recordingImage(part, width, colors, this.#range.range);
    image.draw(target, 0, image.columns);
    this.#drawn = { of, colors, from, to };
  }
}

const frameAt = (time: number) => Math.round(time / HOP_SECONDS);

/**
 * Returns a spectrogram at a given width. If several frames share a column, each band shows its highest level, so that a chirp
 * of a few frames stays visible in an hour of sound.
 *
 * @param features log-mel `[frames × 64]`, dB
 * @param width device pixels; the image has at most one column per frame
 */
function recordingImage(features: Float32Array, width: number, colors: ColorMap, range: LevelRange): SpectrogramImage {
  const frames = features.length / BANDS;
  const columns = Math.max(1, Math.min(frames, width));
  const image = new SpectrogramImage(BANDS, columns, colors);
  const column = new Float32Array(BANDS);
  for (let x = 0; x < columns; x++) {
    const end = Math.floor(((x + 1) * frames) / columns);
    column.fill(-Infinity);
    for (let frame = Math.floor((x * frames) / columns); frame < end; frame++) {
      for (let b = 0; b < BANDS; b++) column[b] = Math.max(column[b]!, features[frame * BANDS + b]!);
    }
    image.add(x, column, range);
  }
  return image;
}

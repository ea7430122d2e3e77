import type { Classification } from '../../recordings/classifier.js';
import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { beatFeatures } from './beat-features.js';
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
  #drawn: (Part & { readonly features: Float32Array; readonly colors: ColorMap }) | undefined;
  /** Mean of each beat of the recording, computed when it is first shown. */
  #byBeat: { readonly of: Classification; readonly features: Float32Array } | undefined;
  /** Level range of the whole recording, so that colours stay the same in every part. */
  #range: { readonly of: Classification; readonly range: LevelRange } | undefined;

  /** Forces a redraw, because the canvas was cleared. */
  invalidate(): void {
    this.#drawn = undefined;
  }

  /** @param byBeat whether to show the mean of each beat instead of every frame */
  draw(
    target: CanvasRenderingContext2D,
    of: Classification,
    { from, to }: Part,
    { onDark, byBeat }: { readonly onDark: boolean; readonly byBeat: boolean },
  ): void {
    if (!of.features) return;
    const features = byBeat ? this.#beatsOf(of, of.features) : of.features;
    const { width } = target.canvas;
    const colors = colorMap('auto', onDark);
    const drawn = this.#drawn;
    const isDrawn = drawn?.features === features && drawn.colors === colors && drawn.from === from && drawn.to === to;
    if (width === 0 || isDrawn) return;
    if (this.#range?.of !== of) this.#range = { of, range: steadyRange(of.features, BANDS) };
    const part = features.subarray(frameAt(from) * BANDS, Math.max(frameAt(to), frameAt(from) + 1) * BANDS);
    const image = recordingImage(part, width, colors, this.#range.range);
    image.draw(target, 0, image.columns);
    this.#drawn = { features, colors, from, to };
  }

  #beatsOf(of: Classification, features: Float32Array): Float32Array {
    if (this.#byBeat?.of !== of) this.#byBeat = { of, features: beatFeatures(features) };
    return this.#byBeat.features;
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

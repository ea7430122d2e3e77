import type { Classification } from '../../recordings/classifier.js';
import { colorMap, type ColorMap } from '../drawing/color-map.js';
import { steadyRange } from '../drawing/level-range.js';
import { SpectrogramImage } from '../drawing/spectrogram-image.js';

/** Draws the spectrogram of a recording over a canvas, and redraws only after a change. */
export class RecordingPicture {
  #drawn: { readonly of: Classification; readonly colors: ColorMap } | undefined;

  /** Forces a redraw, because the canvas was cleared. */
  invalidate(): void {
    this.#drawn = undefined;
  }

  draw(target: CanvasRenderingContext2D, of: Classification, onDark: boolean): void {
    const { width } = target.canvas;
    const colors = colorMap('auto', onDark);
    if (!of.features || width === 0 || (this.#drawn?.of === of && this.#drawn.colors === colors)) return;
    const image = recordingImage(of.features, of.model.features.bands, width, colors);
    image.draw(target, 0, image.columns);
    this.#drawn = { of, colors };
  }
}

/**
 * Returns a recording's spectrogram at a given width. If several frames share a column, each band shows its highest level,
 * so that a chirp of a few frames stays visible in an hour of sound.
 *
 * @param features log-mel `[frames × bands]`, dB
 * @param width device pixels; the image has at most one column per frame
 */
function recordingImage(features: Float32Array, bands: number, width: number, colors: ColorMap): SpectrogramImage {
  const frames = features.length / bands;
  const columns = Math.max(1, Math.min(frames, width));
  const image = new SpectrogramImage(bands, columns, colors);
  const range = steadyRange(features, bands);
  const column = new Float32Array(bands);
  for (let x = 0; x < columns; x++) {
    const end = Math.floor(((x + 1) * frames) / columns);
    column.fill(-Infinity);
    for (let frame = Math.floor((x * frames) / columns); frame < end; frame++) {
      for (let b = 0; b < bands; b++) column[b] = Math.max(column[b]!, features[frame * bands + b]!);
    }
    image.add(x, column, range);
  }
  return image;
}

import type { Classification } from '../../recordings/classification.js';
import { magma, paperCividis, type ColorMap } from '../drawing/color-map.js';
import { recordingImage } from './recording-image.js';

/** Draws a whole recording over a canvas, anew only where something has changed. */
export class RecordingPicture {
  #drawn: { readonly of: Classification; readonly colors: ColorMap } | undefined;

  /** The canvas was emptied. */
  forget(): void {
    this.#drawn = undefined;
  }

  draw(target: CanvasRenderingContext2D, of: Classification, onDark: boolean): void {
    const { width } = target.canvas;
    const colors = onDark ? magma : paperCividis;
    if (!of.features || width === 0 || (this.#drawn?.of === of && this.#drawn.colors === colors)) return;
    const image = recordingImage(of.features, of.model.bands, width, colors);
    image.draw(target, 0, image.columns);
    this.#drawn = { of, colors };
  }
}

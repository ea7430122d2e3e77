import { magma } from '../drawing/color-map.js';

/** Frames to draw: `[count × bands]`, low frequencies first, in any unit of level. */
export interface DrawnFrames {
  readonly frames: Float32Array;
  readonly bands: number;
}

/** Most columns of a picture. Several frames share a column: the loudest one is drawn. */
const MOST_COLUMNS = 600;
/** Share of the values below which a level is drawn as silence. */
const QUIET_SHARE = 0.2;

/** Draws frames into a canvas, one pixel per column and band; CSS scales it. Colours reach from the usual level to the highest. */
export function drawFrames(canvas: HTMLCanvasElement, { frames, bands }: DrawnFrames): void {
  const count = frames.length / bands;
  const perColumn = Math.max(1, Math.ceil(count / MOST_COLUMNS));
  const columns = Math.max(1, Math.floor(count / perColumn));
  const height = usedBands(frames, bands);
  canvas.width = columns;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || count === 0) return;
  const sorted = frames.slice().sort();
  const low = sorted[Math.floor(QUIET_SHARE * sorted.length)]!;
  const range = Math.max(sorted.at(-1)! - low, Number.MIN_VALUE);
  const image = context.createImageData(columns, height);
  for (let column = 0; column < columns; column++) {
    for (let band = 0; band < height; band++) {
      let value = -Infinity;
      for (let i = 0; i < perColumn; i++)
        value = Math.max(value, frames[(column * perColumn + i) * bands + band] ?? -Infinity);
      const shade = 3 * Math.round(255 * Math.min(1, Math.max(0, (value - low) / range)));
      const at = 4 * ((height - 1 - band) * columns + column);
      image.data.set([magma[shade]!, magma[shade + 1]!, magma[shade + 2]!, 255], at);
    }
  }
  context.putImageData(image, 0, 0);
}

/** Returns the number of bands without those at the top that never change: above what a model or a device analyses. At least one. */
function usedBands(frames: Float32Array, bands: number): number {
  for (let band = bands - 1; band > 0; band--) {
    for (let i = band + bands; i < frames.length; i += bands) if (frames[i] !== frames[band]) return band + 1;
  }
  return 1;
}

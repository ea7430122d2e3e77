import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { magma } from '../drawing/color-map.js';

/** Colours of values below and above 0, and of 0, 0 to 255: violet, amber and ink. */
const BELOW = [169, 150, 255] as const;
const ABOVE = [242, 184, 75] as const;
const ZERO = [16, 18, 22] as const;

/** Values with a sign, to draw one pixel each; CSS scales the picture. */
export interface SignedPicture {
  readonly rows: number;
  readonly columns: number;
  /** `[rows × columns]`, the first row at the top. */
  readonly values: ArrayLike<number>;
  /** Magnitude of the brightest colour; default: the largest magnitude. */
  readonly range?: number | undefined;
  /** Whether the values are levels, from the lowest to the highest, as in a spectrogram; false when absent. */
  readonly isLevel?: boolean;
}

/** Returns the colour of a value. @param share −1 to 1 */
export function signedColor(share: number): readonly [number, number, number] {
  const to = share < 0 ? BELOW : ABOVE;
  const part = Math.min(1, Math.abs(share));
  const mixed = (at: 0 | 1 | 2) => ZERO[at] + (to[at] - ZERO[at]) * part;
  return [mixed(0), mixed(1), mixed(2)];
}

/** Returns the colour of a level. @param share 0 to 1 */
function levelColor(share: number): readonly [number, number, number] {
  const at = 3 * Math.round(255 * share);
  return [magma[at]!, magma[at + 1]!, magma[at + 2]!];
}

/** Draws values into a canvas, and sets the size of the canvas. */
export function drawSigned(canvas: HTMLCanvasElement, { rows, columns, values, range, isLevel }: SignedPicture): void {
  canvas.width = Math.max(1, columns);
  canvas.height = Math.max(1, rows);
  const context = canvas.getContext('2d');
  if (!context || values.length === 0) return;
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    lowest = Math.min(lowest, values[i]!);
    highest = Math.max(highest, values[i]!);
  }
  const largest = range ?? Math.max(Math.abs(lowest), Math.abs(highest));
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < values.length; i++) {
    const color = isLevel
      ? levelColor((values[i]! - lowest) / (highest - lowest || 1))
      : signedColor(values[i]! / (largest || 1));
    image.data.set([...color, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

class Signed extends Directive {
  #drawn: SignedPicture | undefined;

  override update({ element }: ElementPart, [picture]: [SignedPicture]): typeof noChange {
    if (picture !== this.#drawn) drawSigned(element as HTMLCanvasElement, picture);
    this.#drawn = picture;
    return noChange;
  }

  override render(picture: SignedPicture): typeof noChange {
    void picture;
    return noChange;
  }
}

/** Draws values with a sign into the canvas it is placed in, again only if they change. */
export const signed = directive(Signed);

import type { WatchedStep } from '../../worker/inside-contract.js';
import { signedColor } from './signed-picture.js';

/** Newest values of a recurrent layer. */
export interface Lamps {
  /** −1 to 1, one per unit. */
  readonly values: Float32Array;
  /** Reset gate, 0 to 1, one per unit. */
  readonly reset: Float32Array;
  /** Update gate, 0 to 1, one per unit. */
  readonly update: Float32Array;
}

/** Returns the newest values and gates; undefined for a layer that is not recurrent. */
export function lampsOf({ values, gates, frames }: WatchedStep): Lamps | undefined {
  const { reset, update } = gates;
  if (!reset || !update || frames === 0) return undefined;
  const units = update.length / frames;
  return { values: values.slice(-units), reset: reset.slice(-units), update: update.slice(-units) };
}

/** Returns how many lamps are in a row of a picture. */
export function lampColumns(units: number, width: number, height: number): number {
  return Math.max(1, Math.min(units, Math.round(Math.sqrt((units * width) / Math.max(height, 1)))));
}

/** Colours of a unit's tile, of an empty bar and of a gate. The place of a bar distinguishes the gates. */
const [TILE, EMPTY, GATE] = ['#1c2028', '#3a414d', '#6db3ff'];

/** Draws one lamp per unit, with its reset gate as a bar above it and its update gate as a bar below. @param chosen the unit with a frame */
export function drawLamps(target: CanvasRenderingContext2D, { values, reset, update }: Lamps, chosen: number): void {
  const { width, height } = target.canvas;
  target.fillStyle = '#101216';
  target.fillRect(0, 0, width, height);
  const columns = lampColumns(values.length, width, height);
  const rows = Math.ceil(values.length / columns);
  const [w, h] = [width / columns, height / rows];
  const tile = Math.min(w, h) * 0.88;
  const radius = tile * 0.24;
  const thickness = Math.max(2, tile * 0.09);
  const gap = tile * 0.08;
  values.forEach((value, unit) => {
    const x = ((unit % columns) + 0.5) * w;
    const y = (Math.floor(unit / columns) + 0.5) * h;
    target.fillStyle = TILE;
    target.fillRect(x - tile / 2, y - tile / 2, tile, tile);
    target.fillStyle = `rgb(${signedColor(value).map(Math.round).join(' ')})`;
    target.strokeStyle = unit === chosen ? '#e8eaee' : EMPTY;
    target.lineWidth = unit === chosen ? 3 : 1;
    target.beginPath();
    target.arc(x, y, radius, 0, 2 * Math.PI);
    target.fill();
    target.stroke();
    const length = 0.8 * tile;
    const left = x - length / 2;
    const bars = [
      [y - radius - gap - thickness, reset[unit]!],
      [y + radius + gap, update[unit]!],
    ] as const;
    for (const [top, share] of bars) {
      target.fillStyle = EMPTY;
      target.fillRect(left, top, length, thickness);
      target.fillStyle = GATE;
      target.fillRect(left, top, length * share, thickness);
    }
  });
}

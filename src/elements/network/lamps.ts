import type { WatchedStep } from '../../worker/inside-contract.js';
import { signedColor } from './signed-picture.js';

/** Newest values of a recurrent layer. */
export interface Lamps {
  /** −1 to 1, one per unit. */
  readonly values: Float32Array;
  /** Update gate, 0 to 1, one per unit. */
  readonly update: Float32Array;
}

/** Returns the newest values and gates; undefined for a layer that is not recurrent. */
export function lampsOf({ values, gates, frames }: WatchedStep): Lamps | undefined {
  const { update } = gates;
  if (!update || frames === 0) return undefined;
  const units = update.length / frames;
  return { values: values.slice(-units), update: update.slice(-units) };
}

/** Returns how many lamps are in a row of a picture. */
export function lampColumns(units: number, width: number, height: number): number {
  return Math.max(1, Math.min(units, Math.round(Math.sqrt((units * width) / Math.max(height, 1)))));
}

/** Draws one lamp per unit, with its update gate as a bar below it. @param chosen the unit with a frame */
export function drawLamps(target: CanvasRenderingContext2D, { values, update }: Lamps, chosen: number): void {
  const { width, height } = target.canvas;
  target.fillStyle = '#101216';
  target.fillRect(0, 0, width, height);
  const columns = lampColumns(values.length, width, height);
  const rows = Math.ceil(values.length / columns);
  const [w, h] = [width / columns, height / rows];
  const radius = Math.min(w, h) * 0.32;
  values.forEach((value, unit) => {
    const x = ((unit % columns) + 0.5) * w;
    const y = (Math.floor(unit / columns) + 0.42) * h;
    target.fillStyle = `rgb(${signedColor(value).map(Math.round).join(' ')})`;
    target.strokeStyle = unit === chosen ? '#e8eaee' : '#2a2f38';
    target.lineWidth = unit === chosen ? 3 : 1;
    target.beginPath();
    target.arc(x, y, radius, 0, 2 * Math.PI);
    target.fill();
    target.stroke();
    target.fillStyle = '#2a2f38';
    target.fillRect(x - radius, y + radius * 1.3, 2 * radius, Math.max(2, radius * 0.25));
    target.fillStyle = '#6db3ff';
    target.fillRect(x - radius, y + radius * 1.3, 2 * radius * update[unit]!, Math.max(2, radius * 0.25));
  });
}

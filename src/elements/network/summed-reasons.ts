import type { Reasons } from '../../inside/why.js';

/** Shares of what raises a class that lie before and after the named span. */
const OUTSIDE = 0.2;
/** Most units to name. */
const MOST_UNITS = 5;

/** Where most of what raises a class comes from. */
export interface SummedReasons {
  /** Seconds before the end of the input. */
  readonly from: number;
  readonly to: number;
  /** Numbers of the lowest and the highest band. */
  readonly low: number;
  readonly high: number;
}

/** A unit that raises a class. */
export interface RaisingUnit {
  readonly layer: string;
  readonly unit: number;
  /** Activation × gradient, logits. */
  readonly share: number;
}

/**
 * Sums up reasons: which moments raise the class over all bands, and which bands over all moments. Single shares have both signs and
 * cancel; these sums add up. Undefined if no moment or no band raises the class.
 * @param hop of the input frames, seconds
 */
export function summedReasons(input: Float32Array, bands: number, hop: number): SummedReasons | undefined {
  const frames = input.length / bands;
  const overTime = new Float64Array(frames);
  const overBands = new Float64Array(bands);
  input.forEach((value, i) => {
    overTime[Math.floor(i / bands)]! += value;
    overBands[i % bands]! += value;
  });
  const time = middle(overTime);
  const band = middle(overBands);
  if (!time || !band) return undefined;
  return { from: (frames - time[0]) * hop, to: (frames - 1 - time[1]) * hop, low: band[0], high: band[1] };
}

/** Returns the first and the last index of the middle part of what is above 0; undefined if nothing is. */
function middle(values: Float64Array): readonly [number, number] | undefined {
  const raising = values.map((value) => Math.max(0, value));
  const total = raising.reduce((sum, value) => sum + value, 0);
  if (total === 0) return undefined;
  const reaches = (share: number) => {
    let sum = 0;
    return raising.findIndex((value) => (sum += value) >= share * total * (1 - 1e-9));
  };
  return [reaches(OUTSIDE), reaches(1 - OUTSIDE)];
}

/** Returns the unit of each layer that raises the class most, and of these the strongest. The input and the answers are not among them. */
export function raisingUnits(units: Reasons['units']): RaisingUnit[] {
  return Object.entries(units)
    .filter(([layer]) => layer !== 'normalize' && layer !== 'heads')
    .map(([layer, shares]) => {
      const share = Math.max(...shares);
      return { layer, unit: shares.indexOf(share), share };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_UNITS);
}

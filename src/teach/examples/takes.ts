import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { risesOf, stretches, type FrameRange } from './trim.js';

/** Rise above the background from which a stretch counts as a take, dB, mean over the bands. */
const AUDIBLE = 3;
/** Pause that separates two takes, seconds. */
const PAUSE = 0.8;
/** Shortest take, seconds. */
const SHORTEST = 0.02;
/** Sound before and after a take that belongs to it, seconds. */
const MARGIN = 0.3;

/**
 * Finds the takes of a sound that was played several times with pauses of more than 0.8 s. The background of each band is its level in
 * the quietest tenth of the frames.
 *
 * @param frames `[count × bands]`
 * @returns the takes in order, each with up to 0.3 s before and after it
 */
export function findTakes(frames: Float32Array, features: FeatureGeometry): FrameRange[] {
  const { bands, hopSeconds } = features;
  const count = frames.length / bands;
  const rise = risesOf(frames, features);
  const highest = rise.reduce((most, value) => Math.max(most, value), 0);
  if (highest < AUDIBLE) return [];
  const edge = Math.max(AUDIBLE, highest / 4);
  const found = stretches(rise, edge, PAUSE / hopSeconds);
  const margin = Math.round(MARGIN / hopSeconds);
  return found
    .filter(({ first, end }) => (end - first) * hopSeconds >= SHORTEST)
    .map(({ first, end }) => ({ first: Math.max(0, first - margin), end: Math.min(count, end + margin) }));
}

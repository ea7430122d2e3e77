import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { valuePerDecibel } from './band-power.js';

/** A stretch of frames: from the first to before the last. */
export interface FrameRange {
  readonly first: number;
  readonly end: number;
}

/** Where the sound of an example is, and how far it stands out. */
export interface Trimmed extends FrameRange {
  /** Mean over the bands of how far the loudest frames rise above the background, dB. */
  readonly rise: number;
}

/** Share of the frames in which a band is at or below its background. */
const BACKGROUND_SHARE = 0.1;
/** Share of the highest rise at which the sound begins and ends. */
const EDGE_SHARE = 0.25;
/** Rise below which an example is faint, dB. The whole example then counts as the sound: it has no quieter part. */
export const FAINT_RISE = 2;
/** Longest pause within a sound, seconds. */
const LONGEST_PAUSE = 0.8;
/** Sound before and after the edges that is kept, seconds. */
const MARGIN = 0.06;
/** Longest example, seconds: the loudest stretch of that length is used. */
export const LONGEST_EXAMPLE = 8;

/**
 * Finds the sound in an example. The background of each band is its level in the quietest tenth of the frames. The sound is where
 * the bands rise above that, with pauses of up to 0.8 s; of several such stretches, the one with the most sound.
 *
 * @param frames `[count × bands]`, in the geometry of the network
 */
export function trim(frames: Float32Array, features: FeatureGeometry): Trimmed {
  const { bands, hopSeconds } = features;
  const count = frames.length / bands;
  const rise = risesOf(frames, features);
  const highest = rise.reduce((most, value) => Math.max(most, value), 0);
  const longest = Math.round(LONGEST_EXAMPLE / hopSeconds);
  if (highest < FAINT_RISE) return { first: 0, end: Math.min(count, longest), rise: highest };
  const { first, end } = loudest(stretches(rise, highest * EDGE_SHARE, LONGEST_PAUSE / hopSeconds), rise);
  const margin = Math.round(MARGIN / hopSeconds);
  const begin = Math.max(0, first - margin);
  return { first: begin, end: Math.min(count, end + margin, begin + longest), rise: highest };
}

/** Returns how far each frame rises above the background, smoothed over three frames, dB. @param frames `[count × bands]` */
export const risesOf = (frames: Float32Array, features: FeatureGeometry): Float64Array =>
  smoothed(risePerFrame(frames, features.bands, valuePerDecibel(features)));

/** Returns how far each frame rises above the background, dB, mean over the bands. */
function risePerFrame(frames: Float32Array, bands: number, perDecibel: number): Float64Array {
  const count = frames.length / bands;
  const rise = new Float64Array(count);
  for (let band = 0; band < bands; band++) {
    const values = Float32Array.from({ length: count }, (_, i) => frames[i * bands + band]!);
    const background = values.slice().sort()[Math.floor(BACKGROUND_SHARE * (count - 1))]!;
    for (let i = 0; i < count; i++) rise[i]! += Math.max(0, values[i]! - background) / perDecibel / bands;
  }
  return rise;
}

/** Returns the mean of each value and its neighbours. */
function smoothed(values: Float64Array): Float64Array {
  return values.map((value, i) => (value + (values[i - 1] ?? value) + (values[i + 1] ?? value)) / 3);
}

/** Returns the stretches in which a value is at least `edge`, with pauses of at most `longestPause` values. */
export function stretches(rise: Float64Array, edge: number, longestPause: number): FrameRange[] {
  const found: { first: number; end: number }[] = [];
  rise.forEach((value, i) => {
    if (value < edge) return;
    const last = found.at(-1);
    if (last && i - last.end <= longestPause) last.end = i + 1;
    else found.push({ first: i, end: i + 1 });
  });
  return found;
}

function loudest(ranges: readonly FrameRange[], rise: Float64Array): FrameRange {
  const sum = ({ first, end }: FrameRange) => rise.subarray(first, end).reduce((total, value) => total + value, 0);
  return ranges.reduce((best, range) => (sum(range) > sum(best) ? range : best));
}

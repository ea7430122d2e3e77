import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { beatPeriod, ONSET_IN_FRAME } from './beat-period.js';
import type { Rhythm } from './descriptors.js';

/** Weight of an even pace relative to strong onsets. */
const TIGHTNESS = 100;

/**
 * Finds the tempo and the beats of a whole recording by dynamic programming (Ellis 2007, "Beat tracking by dynamic
 * programming"). The beats jointly maximise onset strength and evenness of pace. There are no beats before the first
 * onset or after the last.
 *
 * @param onsets onset strength of every frame, `[frames]`
 * @returns times in seconds from the start of the first frame
 */
export function trackBeats(onsets: ArrayLike<number>): Rhythm {
  const rate = 1 / HOP_SECONDS;
  const values = Float64Array.from(onsets);
  const { period, strength } = beatPeriod(values, rate);
  if (period === 0) return { tempo: 0, strength, beats: [] };
  const local = localScores(values, period);
  const frames = trimmed(bestPath(local, period), local);
  return { tempo: (60 * rate) / period, strength, beats: frames.map((frame) => frame * HOP_SECONDS + ONSET_IN_FRAME) };
}

/**
 * Returns the onsets divided by their standard deviation, smoothed by a Gaussian with a standard deviation of 1/32
 * beat.
 */
function localScores(onsets: Float64Array, period: number): Float64Array {
  const mean = onsets.reduce((sum, value) => sum + value, 0) / onsets.length;
  const deviation = Math.sqrt(onsets.reduce((sum, value) => sum + (value - mean) ** 2, 0) / onsets.length);
  const half = Math.round(period);
  const blur = Float64Array.from({ length: 2 * half + 1 }, (_, i) =>
    Math.exp(-0.5 * (((i - half) * 32) / period) ** 2),
  );
  return onsets.map((_, at) => {
    let sum = 0;
    for (let i = Math.max(0, at - half); i <= Math.min(onsets.length - 1, at + half); i++)
      sum += onsets[i]! * blur[i - at + half]!;
    return sum / deviation;
  });
}

function bestPath(local: Float64Array, period: number): number[] {
  const [nearest, furthest] = [Math.round(period / 2), Math.round(2 * period)];
  const cost = Float64Array.from({ length: furthest + 1 }, (_, lag) =>
    lag === 0 ? 0 : TIGHTNESS * Math.log(lag / period) ** 2,
  );
  const scores = new Float64Array(local.length);
  const previous = new Int32Array(local.length).fill(-1);
  const weak = 0.01 * local.reduce((max, value) => Math.max(max, value), 0);
  let isFirst = true;
  for (let at = 0; at < local.length; at++) {
    let best = -Infinity;
    let from = -1;
    for (let lag = nearest; lag <= furthest; lag++) {
      // Before the start, the score is 0 and there is no beat.
      const score = (scores[at - lag] ?? 0) - cost[lag]!;
      if (score > best) [best, from] = [score, at - lag];
    }
    scores[at] = local[at]! + best;
    if (isFirst && local[at]! < weak) continue;
    previous[at] = from;
    isFirst = false;
  }
  const path: number[] = [];
  for (let at = lastBeat(scores); at >= 0; at = previous[at]!) path.unshift(at);
  return path;
}

/** Returns the last peak of the scores that is at least half of the median peak; −1 if there is none. */
function lastBeat(scores: Float64Array): number {
  const peaks = [...scores.keys()].filter(
    (i) => i > 0 && scores[i]! > scores[i - 1]! && scores[i]! >= (scores[i + 1] ?? -Infinity),
  );
  const sorted = peaks.map((i) => scores[i]!).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return Math.max(-1, ...peaks.filter((i) => scores[i]! >= median / 2));
}

/** Removes beats with weak onsets from both ends. */
function trimmed(beats: readonly number[], local: Float64Array): number[] {
  const power = beats.reduce((sum, beat) => sum + local[beat]! ** 2, 0) / beats.length;
  const strong = beats.filter((beat) => local[beat]! > 0.5 * Math.sqrt(power));
  return beats.slice(beats.indexOf(strong[0]!), beats.indexOf(strong.at(-1)!) + 1);
}

import { HOP_SECONDS, WINDOW_SECONDS } from '../features/log-mel-parameters.js';

/** Lowest tempo, beats per minute. */
const MIN_TEMPO = 40;
/** Highest tempo, beats per minute. */
const MAX_TEMPO = 240;
/** Centre of the tempo prior, beats per minute. */
const PRIOR_TEMPO = 120;
/** Standard deviation of the tempo prior, octaves. */
const PRIOR_DEVIATION = 0.9;
/** Minimum autocorrelation of a beat, in standard deviations (1/√n) of the autocorrelation of random onsets. */
const MIN_SIGNIFICANCE = 5;
/** Largest distance of a peak from its expected lag, frames. */
const PEAK_TOLERANCE = 1.5;

/** The beat period and how clear it is. */
export interface BeatPeriod {
  /** Frames, may be fractional; 0 if there is none. */
  readonly period: number;
  /** Autocorrelation at the period, at most 1. */
  readonly strength: number;
}

/** Result if no beat is found. */
export const NO_PERIOD: BeatPeriod = { period: 0, strength: 0 };

/**
 * Estimates the beat period (Ellis 2007, "Beat tracking by dynamic programming", section 3.2). It is the peak of the
 * onsets' autocorrelation, weighted towards 120 beats per minute. Each lag also receives the weighted autocorrelation
 * at two or three times the lag. The period is refined at its multiples 2, 4 and 8, where one frame is a smaller share.
 *
 * @param onsets strength per frame, oldest first
 * @param rate frames per second
 */
export function beatPeriod(onsets: Float64Array, rate: number): BeatPeriod {
  const shortest = Math.floor((60 * rate) / MAX_TEMPO);
  const longest = Math.ceil((60 * rate) / MIN_TEMPO);
  if (onsets.length < 2 * longest) return NO_PERIOD;
  const correlation = autocorrelation(onsets, Math.min(4 * longest, Math.floor((onsets.length * 3) / 4)));
  if (!correlation) return NO_PERIOD;
  const weighted = correlation.map((value, lag) => value * tempoPrior((60 * rate) / lag));
  const at = (lag: number) => weighted[lag] ?? 0;
  let best = 0;
  let highest = 0;
  for (let lag = shortest; lag <= longest; lag++) {
    const duple = at(lag) + 0.5 * at(2 * lag) + 0.25 * (at(2 * lag - 1) + at(2 * lag + 1));
    const triple = at(lag) + 0.33 * (at(3 * lag - 1) + at(3 * lag) + at(3 * lag + 1));
    const score = Math.max(duple, triple);
    if (score > highest) [best, highest] = [lag, score];
  }
  if (best === 0) return NO_PERIOD;
  const { period, strength } = refinePeriod(correlation, best);
  return strength > MIN_SIGNIFICANCE / Math.sqrt(onsets.length) ? { period, strength } : NO_PERIOD;
}

function tempoPrior(tempo: number): number {
  return Math.exp(-0.5 * (Math.log2(tempo / PRIOR_TEMPO) / PRIOR_DEVIATION) ** 2);
}

/**
 * Returns the autocorrelation of the onsets' deviations from their mean, slightly smoothed, from lag 0 (where it is 1).
 * Returns undefined if all onsets are equal.
 */
function autocorrelation(onsets: Float64Array, lags: number): Float64Array | undefined {
  const count = onsets.length;
  const mean = onsets.reduce((sum, onset) => sum + onset, 0) / count;
  const smooth = onsets.map((onset, i) => (onset + ((onsets[i - 1] ?? mean) + (onsets[i + 1] ?? mean)) / 2) / 2 - mean);
  const power = smooth.reduce((sum, value) => sum + value * value, 0) / count;
  if (!(power > 1e-12)) return undefined;
  return Float64Array.from({ length: lags }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += smooth[i]! * smooth[i - lag]!;
    return sum / (count - lag) / power;
  });
}

function refinePeriod(correlation: Float64Array, lag: number): BeatPeriod {
  let period = peakNear(correlation, lag);
  const strength = correlation[Math.round(period)]!;
  for (let times = 2; times * (period + PEAK_TOLERANCE) < correlation.length && times <= 8; times *= 2) {
    const further = peakNear(correlation, times * period);
    // If the peak does not recur here, a nearby peak is something else.
    if (correlation[Math.round(further)]! < strength / 2) break;
    period = further / times;
  }
  return { period, strength };
}

/** Returns the lag of the highest value near `lag`, between frames by parabolic interpolation. */
function peakNear(correlation: Float64Array, lag: number): number {
  const from = Math.max(1, Math.round(lag - PEAK_TOLERANCE));
  const to = Math.min(correlation.length - 2, Math.round(lag + PEAK_TOLERANCE));
  let top = from;
  for (let i = from; i <= to; i++) if (correlation[i]! > correlation[top]!) top = i;
  const [left, middle, right] = [correlation[top - 1]!, correlation[top]!, correlation[top + 1]!];
  const curve = left - 2 * middle + right;
  return curve < 0 ? top + Math.min(Math.max((0.5 * (left - right)) / curve, -0.5), 0.5) : top;
}

/**
 * Mean position of a new onset in its frame, seconds from the frame's start: the middle of the last hop, which the
 * previous frame did not cover.
 */
export const ONSET_IN_FRAME = WINDOW_SECONDS - HOP_SECONDS / 2;

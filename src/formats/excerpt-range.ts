import type { Detection } from '../decisions/detection.js';

/** The stretch of sound still in memory, on the clock of the detections. */
export interface RecentSound {
  /** Time of its first sample, seconds. */
  readonly start: number;
  /** Number of samples per channel. */
  readonly length: number;
  /** Hz. */
  readonly sampleRate: number;
}

/** Sound to include before and after a detection. */
export interface ExcerptMargins {
  /** Sound before the onset, seconds; 1 by default. */
  readonly preRoll?: number;
  /** Sound after the offset, seconds; 1 by default. */
  readonly postRoll?: number;
}

/** The samples `[first, end)` of a recent sound. */
export interface ExcerptRange {
  /** First sample of the range. */
  readonly first: number;
  /** First sample after the range. */
  readonly end: number;
  /** Time of the sample `first`, seconds on the detection's clock. */
  readonly startTime: number;
  /** Whether the detection and both margins are fully in memory. Always false for a detection without an offset. */
  readonly isComplete: boolean;
}

/**
 * Computes which samples of the recent sound are the excerpt around a detection. It reaches from `preRoll` before the
 * onset to `postRoll` after the offset, as far as the samples are in memory. If the detection is still active, the
 * excerpt ends with the last sample.
 *
 * @returns null if no part of the detection itself is in memory
 */
export function excerptRange(
  { onset, offset }: Pick<Detection, 'onset' | 'offset'>,
  { start, length, sampleRate }: RecentSound,
  { preRoll = 1, postRoll = 1 }: ExcerptMargins = {},
): ExcerptRange | null {
  const at = (time: number) => Math.round((time - start) * sampleRate);
  const clamp = (sample: number) => Math.min(Math.max(sample, 0), length);
  const [begins, ends] = [at(onset), offset === null ? length : at(offset)];
  if (clamp(begins) >= clamp(ends)) return null;
  const requested = { first: at(onset - preRoll), end: offset === null ? Infinity : at(offset + postRoll) };
  const first = clamp(requested.first);
  const end = clamp(requested.end);
  return {
    first,
    end,
    startTime: start + first / sampleRate,
    isComplete: first === requested.first && end === requested.end,
  };
}

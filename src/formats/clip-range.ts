import type { Detection } from '../decisions/detection.js';

/** The stretch of sound that is still in memory, on the clock of the detections. */
export interface RecentSound {
  /** Time of its first sample, seconds. */
  readonly start: number;
  /** Number of samples per channel. */
  readonly length: number;
  /** Hz. */
  readonly sampleRate: number;
}

export interface ClipMargins {
  /** Sound before the onset, seconds; 1 where left out. */
  readonly preRoll?: number;
  /** Sound after the offset, seconds; 1 where left out. */
  readonly postRoll?: number;
}

/** The samples `[first, end)` of a recent sound. */
export interface ClipRange {
  readonly first: number;
  readonly end: number;
  /** True time of the sample `first`, seconds on the detection's clock. */
  readonly startTime: number;
  /** Whether all that was asked for was there, before and after. What still goes on is never complete. */
  readonly isComplete: boolean;
}

/**
 * Which samples of the recent sound are the clip of a detection: from `preRoll` before its onset to `postRoll` after its
 * offset, or to the last sample while it goes on, as far as they are (still, or already) there.
 *
 * @returns null when none of the detection itself is there
 */
export function clipRange(
  { onset, offset }: Pick<Detection, 'onset' | 'offset'>,
  { start, length, sampleRate }: RecentSound,
  { preRoll = 1, postRoll = 1 }: ClipMargins = {},
): ClipRange | null {
  const at = (time: number) => Math.round((time - start) * sampleRate);
  const within = (sample: number) => Math.min(Math.max(sample, 0), length);
  const [begins, ends] = [at(onset), offset === null ? length : at(offset)];
  if (within(begins) >= within(ends)) return null;
  const wanted = { first: at(onset - preRoll), end: offset === null ? Infinity : at(offset + postRoll) };
  const first = within(wanted.first);
  const end = within(wanted.end);
  return {
    first,
    end,
    startTime: start + first / sampleRate,
    isComplete: first === wanted.first && end === wanted.end,
  };
}

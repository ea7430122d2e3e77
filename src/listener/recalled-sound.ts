import type { KeptSound } from '../worker/contract.js';

/** A moment that was heard, from the memory that `keepSeconds` asks for. */
export interface RecalledSound {
  /** Time of the first sample, seconds on the capturing clock. */
  readonly start: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Mono, −1 to 1, of 16 bits. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** The part of kept sound from `from` to `to`, seconds on its clock; undefined where there is nothing of it. Pure. */
export function cutSound(
  { start, sampleRate, samples }: KeptSound,
  from: number,
  to: number,
): RecalledSound | undefined {
  const at = (time: number) => Math.min(Math.max(Math.round((time - start) * sampleRate), 0), samples.length);
  const [first, end] = [at(from), at(to)];
  if (first >= end) return undefined;
  const cut = Float32Array.from(samples.subarray(first, end), (sample) => sample / 32_767);
  return { start: start + first / sampleRate, sampleRate, samples: cut };
}

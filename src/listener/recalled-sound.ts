import type { KeptSound } from '../worker/contract.js';

/** Sound that `Listener.recall` returns, from the memory of the option `keepSeconds`. */
export interface RecalledSound {
  /** Session time of the first sample, seconds. */
  readonly start: number;
  /** Sample rate, Hz. */
  readonly sampleRate: number;
  /** Mono samples with 16-bit resolution, −1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** Returns the part of kept sound from `from` to `to` (session time, seconds); undefined if there is none. Pure. */
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

import type { KeptSound, TimeSpan } from '../worker/contract.js';

/** Sound that `Listener.recall` returns, from the memory of the option `keepSeconds`. */
export interface RecalledSound {
  /** Session time of the first sample, seconds. */
  readonly start: number;
  /** Sample rate, Hz. */
  readonly sampleRate: number;
  /** Mono samples with 16-bit resolution, −1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
  /**
   * Spans in which there may be a voice, half a second longer at both ends; session time, seconds. `muteSpans` of
   * `pinna/formats` silences them. The last 1.5 s before the newest analysed sound are always among them.
   */
  readonly voices: readonly TimeSpan[];
}

/**
 * Returns the part of kept sound from `from` to `to` (session time, seconds); undefined if there is none. Pure.
 *
 * @param voices all spans with a voice, session time, seconds
 */
export function cutSound(
  { start, sampleRate, samples }: KeptSound,
  from: number,
  to: number,
  voices: readonly TimeSpan[],
): RecalledSound | undefined {
  const at = (time: number) => Math.min(Math.max(Math.round((time - start) * sampleRate), 0), samples.length);
  const [first, end] = [at(from), at(to)];
  if (first >= end) return undefined;
  const cut = Float32Array.from(samples.subarray(first, end), (sample) => sample / 32_767);
  const [begins, ends] = [start + first / sampleRate, start + end / sampleRate];
  const inside = voices.filter((span) => span.from < ends && span.to > begins);
  return {
    ...{ start: begins, sampleRate, samples: cut },
    voices: inside.map((span) => ({ from: Math.max(span.from, begins), to: Math.min(span.to, ends) })),
  };
}

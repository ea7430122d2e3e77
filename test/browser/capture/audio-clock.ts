import { until } from '../until.js';

/** Resolves when an audio clock, such as that of an `AudioContext`, has advanced by this many seconds. */
export function advance(clock: { readonly currentTime: number }, seconds: number): Promise<void> {
  const end = clock.currentTime + seconds;
  return until(() => clock.currentTime >= end, `${String(seconds)} s of the audio clock`);
}

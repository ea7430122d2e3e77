/**
 * When something of the audio clock is due on the clock of Web MIDI: as it leaves the speakers. Pure.
 *
 * @param time seconds on the context's clock
 * @param clock the context's `currentTime`, seconds, and what its `getOutputTimestamp` gives
 * @param now `performance.now()`, milliseconds
 * @returns milliseconds of `performance.now()`, never in the past
 */
export function midiTime(
  time: number,
  clock: { readonly currentTime: number; readonly stamp: AudioTimestamp | undefined },
  now: number,
): number {
  const { contextTime = 0, performanceTime = 0 } = clock.stamp ?? {};
  // A context that has not yet sounded has no stamp.
  const due =
    contextTime > 0 && performanceTime > 0
      ? performanceTime + 1000 * (time - contextTime)
      : now + 1000 * (time - clock.currentTime);
  return Math.max(now, due);
}

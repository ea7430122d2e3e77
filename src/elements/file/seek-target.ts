/** Steps of the arrow keys and of the page keys, seconds. */
const STEP = 1;
const PAGE = 10;

/**
 * Where a key moves a slider along a sound.
 *
 * @param key of the keyboard event
 * @returns seconds, within the sound; undefined for other keys
 */
export function seekTarget(key: string, time: number, duration: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: time + STEP,
    ArrowUp: time + STEP,
    ArrowLeft: time - STEP,
    ArrowDown: time - STEP,
    PageUp: time + PAGE,
    PageDown: time - PAGE,
    Home: 0,
    End: duration,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), duration);
}

/**
 * Measures the time of one call of `action`, ms. Returns the 10th percentile of many calls, so that other load on the machine
 * matters little. All comparisons use this function.
 *
 * @param calls number of calls per clock reading, for actions that take microseconds
 */
export async function timed(action: () => unknown, { duration = 500, calls = 1 } = {}): Promise<number> {
  const once = async () => {
    const began = performance.now();
    for (let i = 0; i < calls; i++) {
      const result = action();
      if (result instanceof Promise) await result;
    }
    return (performance.now() - began) / calls;
  };
  for (const end = performance.now() + duration / 2; performance.now() < end;) await once();
  const times: number[] = [];
  for (const end = performance.now() + duration; performance.now() < end;) times.push(await once());
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 10)]!;
}

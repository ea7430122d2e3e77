import { processorTime } from './processor-time.js';

/**
 * Measures the processor time of one call of `action`, ms. Returns the 10th percentile of many calls, because other load on the
 * machine empties the processor's cache now and then. All comparisons use this function.
 *
 * @param duration processor time of the measurement, ms; the warm-up before it takes half as long
 * @param calls number of calls per clock reading, for actions that take microseconds
 */
export async function timed(action: () => unknown, { duration = 500, calls = 1 } = {}): Promise<number> {
  const once = async () => {
    const began = processorTime();
    for (let i = 0; i < calls; i++) {
      const result = action();
      if (result instanceof Promise) await result;
    }
    return (processorTime() - began) / calls;
  };
  for (const end = processorTime() + duration / 2; processorTime() < end;) await once();
  const times: number[] = [];
  for (const end = processorTime() + duration; processorTime() < end;) times.push(await once());
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 10)]!;
}

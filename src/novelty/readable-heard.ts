import { isAmount, isRecord, type Check } from '../storage/stored-record.js';
import { CALIBRATION_BINS, type CalibrationState } from './calibration.js';
import type { HeardState } from './familiar-sounds.js';
import type { MemoryState } from './place-memory.js';

const isCounts: Check = (value) => value instanceof Float64Array && value.every((count) => isAmount(count));
const isValues: Check = (value) => value instanceof Float32Array && value.every(Number.isFinite);

/**
 * Returns a stored state if it is whole; undefined if it is damaged or of another shape. Another version of the page, or another program of
 * the same site, may have stored it.
 * @param size values of a prototype
 * @param most most prototypes
 */
export function readableHeard(stored: unknown, size: number, most: number): HeardState | undefined {
  const checks: Readonly<Record<keyof HeardState, Check>> = {
    memory: (value) => isRecord<MemoryState>({ prototypes: isValues, counts: isCounts }, value),
    calibration: (value) => isRecord<CalibrationState>({ moments: isAmount, counts: isCounts }, value),
  };
  if (!isRecord<HeardState>(checks, stored)) return undefined;
  const { memory, calibration } = stored;
  const count = memory.counts.length;
  const fits = count <= most && memory.prototypes.length === count * size;
  return fits && calibration.counts.length === CALIBRATION_BINS ? stored : undefined;
}

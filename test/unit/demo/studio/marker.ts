import type { Detection } from '../../../../src/decisions/detection.js';

let lastId = 0;

/** Returns a detection of one second, with the next id. */
export const marker = (head: string, onset: number, given: Partial<Detection> = {}): Detection => ({
  id: ++lastId,
  head,
  label: 'x',
  families: [],
  onset,
  offset: onset + 1,
  peak: 1,
  confidence: 1,
  ...given,
});

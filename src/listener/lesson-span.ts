import type { Detection } from '../decisions/detection.js';
import { LONGEST_RECORDING } from '../teach/examples/example-length.js';
import type { TimeSpan } from '../worker/contract.js';

/** Length with which a detection is taught or refused while it has not ended, seconds. */
const OPEN_LENGTH = 2;

/**
 * Returns the stretch of live sound with which a detection is taught or refused, session time in seconds: the beginning of a detection that
 * is longer than an example may be.
 */
export const lessonSpan = ({ onset, offset }: Pick<Detection, 'onset' | 'offset'>): TimeSpan => ({
  from: onset,
  to: Math.min(offset ?? onset + OPEN_LENGTH, onset + LONGEST_RECORDING),
});

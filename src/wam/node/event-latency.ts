import { lookAhead, rowsPerStep } from '../../features/rows.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { taughtManifest } from '../../teach/taught-manifest.js';
import type { ModelInfo } from '../../worker/contract.js';

/**
 * Computes the longest time from a sound's onset to its detection, if the score rises at once: the distance between scores,
 * their look-ahead, one step, and the head's minimum duration. Computing, transport (`ListenerStatus.latency`) and a slowly
 * rising score add to this. Pure.
 *
 * @returns seconds; 0 for a head that the model does not have
 */
export function eventLatency(
  { heads, features, rowSeconds }: Pick<ModelInfo, 'heads' | 'features' | 'rowSeconds'>,
  head: string,
  stepFrames: number,
): number {
  const found = head === TAUGHT ? taughtManifest([]) : heads.find(({ name }) => name === head);
  if (!found) return 0;
  const step = rowsPerStep(stepFrames, rowSeconds) * rowSeconds;
  return rowSeconds + lookAhead(features) + step + found.decision.minDuration;
}

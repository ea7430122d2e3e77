import { lookAhead, rowsPerStep } from '../../features/rows.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { HeadManifest } from '../../model/manifest.js';
import { taughtManifest } from '../../teach/taught-manifest.js';
import type { ModelInfo } from '../../worker/contract.js';

/**
 * Computes the longest time from a sound's onset to its detection, for a sound whose score rises to its threshold at once and
 * that has no rivals: the distance between scores, their look-ahead, one step, and the head's minimum duration or the evidence
 * that it waits for, whichever is longer. Rivals (at most `coexistSeconds` of the head instead of its evidence), computing,
 * transport (`ListenerStatus.latency`) and a slowly rising score add to this. Pure.
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
  return rowSeconds + lookAhead(features) + step + Math.max(found.decision.minDuration, longestEvidence(found));
}

/** Returns the most evidence that a class of a head needs, seconds: a score at the threshold gathers 1 s of it per second. */
function longestEvidence({ decision: { confirm }, classes }: HeadManifest): number {
  if (!confirm) return 0;
  const reported = classes.filter(({ quiet }) => !quiet);
  return Math.max(0, ...reported.map(({ confirmSeconds = confirm.seconds }) => confirmSeconds));
}

import type { ModelInfo } from '../../worker/contract.js';

/**
 * Computes the longest time from a sound's onset to its detection, if the score rises at once: the frame's window, one step,
 * and the head's minimum duration. Computing, transport (`ListenerStatus.latency`) and a slowly rising score add to this. Pure.
 *
 * @returns seconds; 0 for a head that the model does not have
 */
export function eventLatency(
  { heads, features }: Pick<ModelInfo, 'heads' | 'features'>,
  head: string,
  stepFrames: number,
): number {
  const found = heads.find(({ name }) => name === head);
  return found ? features.windowSeconds + stepFrames * features.hopSeconds + found.decision.minDuration : 0;
}

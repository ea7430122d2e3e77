import type { ModelInfo } from '../../worker/contract.js';

/**
 * From a sound's onset to when it can be known, at most, when the score rises at once: its frames' window, a step, and the
 * head's minimum duration. Computing and transport come on top (`ListenerStatus.latency`), and a score that rises slowly.
 * Pure.
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

import type { ListenerStatus } from './listener-events.js';

/** The status before anything was heard. */
export function idleStatus(stepFrames: number, keepSeconds = 0): ListenerStatus {
  return {
    state: 'idle',
    stepFrames,
    keepSeconds,
    millisecondsPerStep: 0,
    cost: 0,
    latency: 0,
    samples: { captured: 0, processed: 0, dropped: 0 },
    level: -Infinity,
    peak: 0,
    silent: false,
    blocked: false,
  };
}

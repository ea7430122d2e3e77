import type { CaptureCounts } from '../transport/capture-ends.js';
import type { WorkletTransport } from '../transport/transport.js';

/** The processor's registered name. */
export const CAPTURE_PROCESSOR = 'pinna-capture';

/**
 * From the main thread to the processor, on the node's own port. Capturing starts with the first `open`; another one ends
 * the transport before it and goes on with its own.
 */
export type ToProcessor =
  | {
      readonly type: 'open';
      readonly transport: WorkletTransport;
      /** Whether positions follow the wall clock over a stretch in which the audio clock stood still. */
      readonly isLive: boolean;
    }
  | { readonly type: 'close' };

/** From the processor to the main thread. `opened` comes before the first sample is taken; `closed` is the last one. */
export type FromProcessor =
  | { readonly type: 'opened' }
  /** The transport before has ended. */
  | { readonly type: 'exchanged'; readonly counts: CaptureCounts }
  /** The audio clock stood still; positions have moved on by so many samples, all in all. */
  | { readonly type: 'skipped'; readonly samples: number }
  | { readonly type: 'closed'; readonly counts: CaptureCounts };

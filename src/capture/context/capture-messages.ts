import type { CaptureCounts } from '../transport/capture-ends.js';
import type { WorkletTransport } from '../transport/transport.js';

/** Registered name of the processor. */
export const CAPTURE_PROCESSOR = 'pinna-capture';

/**
 * Messages from the main thread to the processor, on the node's port. The first `open` starts capturing. A later `open`
 * ends the previous transport and continues with the new one.
 */
export type ToProcessor =
  | {
      readonly type: 'open';
      readonly transport: WorkletTransport;
      /** Whether positions advance by wall-clock time while the audio clock is stopped. */
      readonly isLive: boolean;
    }
  | { readonly type: 'close' };

/** Messages from the processor to the main thread. `opened` precedes the first captured sample; `closed` is the last message. */
export type FromProcessor =
  | { readonly type: 'opened' }
  /** The previous transport has ended, with these counts. */
  | { readonly type: 'replaced'; readonly counts: CaptureCounts }
  /** The audio clock was stopped. `samples` is the total by which positions are ahead of it. */
  | { readonly type: 'skipped'; readonly samples: number }
  | { readonly type: 'closed'; readonly counts: CaptureCounts };

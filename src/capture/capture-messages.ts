import type { CaptureCounts } from './capture-reader';
import type { WorkletTransport } from './transport';

/** The processor's registered name. */
export const CAPTURE_PROCESSOR = 'pinna-capture';

/** From the main thread to the processor, on the node's own port. Capturing starts with `open`. */
export type ToProcessor = { readonly type: 'open'; readonly transport: WorkletTransport } | { readonly type: 'close' };

/** From the processor to the main thread. `opened` comes before the first sample is taken; `closed` is the last one. */
export type FromProcessor = { readonly type: 'opened' } | { readonly type: 'closed'; readonly counts: CaptureCounts };

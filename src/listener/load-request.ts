import type { AssetUrls } from '../assets.js';
import type { LoadRequest } from '../worker/contract.js';
import type { ResolvedListenerOptions } from './listener-options.js';

/** Pings, one a second, that a loaded worker may leave unanswered before it counts as failed. */
export const MAX_UNANSWERED_PINGS = 8;

/** Returns the request that loads a listener's model in a worker. */
export function loadRequest(
  { model, wasm, webgpu }: AssetUrls,
  { backend, stepFrames }: Pick<ResolvedListenerOptions, 'backend' | 'stepFrames'>,
): LoadRequest {
  return { model, wasm, webgpu, backend, stepFrames };
}

/** Returns the key by which clients with the same request share one thread. */
export const threadKey = (request: LoadRequest): string => JSON.stringify(request);

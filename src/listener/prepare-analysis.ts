import type { AssetUrls } from '../assets.js';
import { abortable } from '../lifetime/waiting.js';
import { listen } from '../lifetime/listen.js';
import { WorkerClient } from '../worker/page/worker-client.js';
import type { ResolvedListenerOptions } from './listener-options.js';
import { loadRequest, MAX_UNANSWERED_PINGS, threadKey } from './load-request.js';

/**
 * Loads the model in a worker and keeps both until the signal aborts. Sessions with the same options share the thread, so they
 * start without loading. If the worker fails, it is not replaced: the next session starts another one. Main thread.
 *
 * @returns resolves once the model is loaded and its backend is chosen
 * @throws PinnaError as `AnalysisSupervisor.load`; the signal's reason
 */
export async function prepareAnalysis(
  assets: AssetUrls,
  options: ResolvedListenerOptions,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const request = loadRequest(assets, options);
  const worker: WorkerClient = new WorkerClient({
    url: assets.worker,
    sharedAs: threadKey(request),
    isKeeper: true,
    on: {},
    onFailure: () => worker.terminate(),
  });
  listen(signal, 'abort', () => worker.terminate(), { once: true });
  await abortable(worker.request('load', request), signal);
  worker.maxUnansweredPings = MAX_UNANSWERED_PINGS;
}

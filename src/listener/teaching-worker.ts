import { resolveAssets } from '../assets.js';
import { PinnaError } from '../errors.js';
import type { TeachingExchanges, TeachingResult, TeachingType } from '../worker/contract.js';
import { WorkerClient } from '../worker/page/worker-client.js';
import type { ResolvedListenerOptions } from './listener-options.js';
import { loadRequest, threadKey } from './load-request.js';

/** Sends a request of teaching and returns its result. @throws PinnaError `worker-failed`; those of the request */
export async function resultOf<T extends TeachingType>(
  worker: WorkerClient,
  type: T,
  input: TeachingExchanges[T]['in'],
): Promise<TeachingResult<T>> {
  const outcome = (await worker.request(type, input)) as TeachingExchanges[TeachingType]['out'];
  if ('failure' in outcome) throw new PinnaError(outcome.failure.code, outcome.failure.message);
  return outcome.value as TeachingResult<T>;
}

/** Teaches without live sound, for example from files. Main thread. */
export class TeachingWorker {
  readonly #worker: WorkerClient;

  private constructor(worker: WorkerClient) {
    this.#worker = worker;
  }

  /**
   * Starts a worker, or joins that of a listener with the same options.
   * @param onFailure called if the worker fails; it then answers no request any more
   * @throws PinnaError as `Listener.start`
   */
  static async open(options: ResolvedListenerOptions, onFailure: () => void): Promise<TeachingWorker> {
    const assets = resolveAssets(options);
    const request = loadRequest(assets, options);
    const worker: WorkerClient = new WorkerClient({
      url: assets.worker,
      sharedAs: threadKey(request),
      on: {},
      onFailure: () => {
        worker.terminate();
        onFailure();
      },
    });
    try {
      await worker.request('load', request);
      return new TeachingWorker(worker);
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  /** Sends a request of teaching. @throws PinnaError `worker-failed`; those of the request */
  teach<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>> {
    return resultOf(this.#worker, type, input);
  }

  /** Ends the worker, if nobody else uses it. */
  close(): void {
    this.#worker.terminate();
  }
}

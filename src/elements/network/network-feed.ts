import type { Breakage } from '../../inside/breakages.js';
import type { FilterPicture } from '../../inside/unit-filter.js';
import type { WhyProgress, WhyTarget } from '../../inside/why.js';
import type { PinnaError } from '../../errors.js';
import type { OpenedNetwork, ShownReasons, ShownStep } from '../../worker/inside-contract.js';
import { InsideClient } from '../../worker/page/inside-client.js';
import type { ListenerLike } from '../listener/listener-controller.js';

interface NetworkFeedOptions {
  readonly onOpened: (network: OpenedNetwork) => void;
  readonly onStep: (step: ShownStep) => void;
  readonly onProgress: (progress: WhyProgress) => void;
  readonly onFailure: (error: PinnaError) => void;
}

/**
 * Feeds a second network with what a listener's network reads, in a worker that begins with the first step of sound and ends with
 * `close`. Nothing runs before and after. Main thread.
 */
export class NetworkFeed {
  readonly #options: NetworkFeedOptions;
  readonly #listener: ListenerLike;
  readonly #closing = new AbortController();
  #client: InsideClient | undefined;
  /** The model that the worker has loaded. */
  #model: string | undefined;
  #watched: string | undefined;
  #broken: readonly Breakage[] = [];

  /** Waits for the first step. */
  constructor(listener: ListenerLike, options: NetworkFeedOptions) {
    this.#listener = listener;
    this.#options = options;
    listener.tapNetwork(({ time, input, state }) => {
      try {
        void this.#opened()
          .request('frames', { time, input, state })
          .catch(() => undefined); // the failure of the worker is reported once
      } catch (error) {
        this.#fail(error as PinnaError);
      }
    }, this.#closing.signal);
  }

  /** Selects the layer whose values are all sent; undefined for none. */
  watch(layer: string | undefined): void {
    this.#watched = layer;
    void this.#client?.request('watch', layer ?? null).catch(() => undefined);
  }

  /** Breaks the shown network in these ways. */
  break(faults: readonly Breakage[]): void {
    this.#broken = faults;
    void this.#client?.request('break', faults).catch(() => undefined);
  }

  /** Returns the weights of a unit; none before the network is loaded. @throws PinnaError `worker-failed` */
  async filter(layer: string, unit: number): Promise<readonly FilterPicture[]> {
    return (await this.#client?.request('filter', { layer, unit })) ?? [];
  }

  /** Returns the reasons for a class; null before the first sound, and if a later request came. @throws PinnaError `worker-failed` */
  async why(target: WhyTarget): Promise<ShownReasons | null> {
    return (await this.#client?.request('why', target)) ?? null;
  }

  /** Ends the search for reasons, whose promise then gives null. */
  stopWhy(): void {
    void this.#client?.request('why', null).catch(() => undefined);
  }

  /** Ends the worker. May be called twice. */
  close(): void {
    this.#closing.abort();
    this.#client?.close();
    this.#client = undefined;
  }

  /** Returns the worker; starts it, or another one if the listener has another model. @throws PinnaError `worker-failed`, `bad-option` */
  #opened(): InsideClient {
    const { inside, model, wasm } = this.#listener.assetUrls;
    if (this.#client && this.#model === model.manifest) return this.#client;
    this.#client?.close();
    this.#model = model.manifest;
    const { onStep, onProgress } = this.#options;
    const client = new InsideClient({
      url: inside,
      on: { step: onStep, progress: onProgress },
      onFailure: (error) => this.#fail(error),
    });
    this.#client = client;
    client.request('open', { model, wasm }).then(
      (opened) => this.#client === client && this.#options.onOpened(opened),
      (error: PinnaError) => this.#fail(error),
    );
    if (this.#broken.length > 0) void client.request('break', this.#broken).catch(() => undefined);
    if (this.#watched) void client.request('watch', this.#watched).catch(() => undefined);
    return client;
  }

  #fail(error: PinnaError): void {
    if (this.#closing.signal.aborted) return;
    this.close();
    this.#options.onFailure(error);
  }
}

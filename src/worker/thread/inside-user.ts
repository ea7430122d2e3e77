import * as tf from '@tensorflow/tfjs-core';
import type { Breakage } from '../../inside/breakages.js';
import { ShownNetwork } from '../../inside/shown-network.js';
import { unitFilter } from '../../inside/unit-filter.js';
import { reasonsFor, type WhyTarget } from '../../inside/why.js';
import { nextTask } from '../../lifetime/next-task.js';
import { Scope } from '../../lifetime/scope.js';
import { allFinite } from '../../model/all-finite.js';
import { startBackend } from '../../model/backends/start-backend.js';
import { fetchModel } from '../../model/loading/fetch-model.js';
import type { Model } from '../../model/manifest.js';
import type {
  FramesRequest,
  InsideExchanges,
  InsideReports,
  InsideRequest,
  LayerStep,
  OpenedNetwork,
  OpenRequest,
  ShownReasons,
} from '../inside-contract.js';
import { answerRequests } from './answer-requests.js';
import { isWanted, overviewOf, watchedOf } from './shown-step.js';

/** Most steps that wait, such as while reasons are computed. If the device is slower than the sound, the oldest are left out. */
const MOST_WAITING = 100;
/** Time limit for a graphics device, which is not used, ms. */
const NO_LIMIT = 0;

/** Handles one channel to a page that shows a network. Worker thread. */
export class InsideUser {
  readonly #port: MessagePort;
  readonly #scope = new Scope();
  #model: Model | undefined;
  #network: ShownNetwork | undefined;
  #broken: ReadonlySet<Breakage> = new Set();
  #watched: string | undefined;
  readonly #waiting: {
    readonly request: FramesRequest;
    readonly done: () => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  #isStepping = false;
  #leftOut = 0;
  /** Whether a step was left out since the last state of the listening network. */
  #isBehind = true;
  /** Session time after the newest step, seconds. */
  #until = 0;
  /** Number of the newest request for reasons; an older one ends. */
  #whys = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    this.#scope.add(() => this.#network?.dispose());
    answerRequests<InsideExchanges>(port, this.#scope, (request) => this.#answer(request));
  }

  async #answer(request: InsideRequest): Promise<unknown> {
    switch (request.type) {
      case 'open':
        return this.#open(request.in);
      case 'frames':
        await new Promise<void>((done, fail) => {
          this.#waiting.push({ request: request.in, done, fail });
          void this.#stepAll();
        });
        return null;
      case 'watch':
        this.#watched = request.in ?? undefined;
        return null;
      case 'break':
        this.#break(new Set(request.in));
        return null;
      case 'filter': {
        const layer = this.#network?.layers.find(({ name }) => name === request.in.layer);
        return layer && this.#model ? unitFilter(this.#model, layer, request.in.unit) : [];
      }
      case 'why':
        return this.#why(request.in);
      case 'leave':
        void this.#scope.close();
        return null;
    }
  }

  /** @throws PinnaError `model-missing`, `model-corrupt`; Error if no backend runs */
  async #open({ model, wasm }: OpenRequest): Promise<OpenedNetwork> {
    this.#model = await fetchModel(model.manifest, { weightsUrl: model.weights });
    tf.enableProdMode();
    let backend: OpenedNetwork['backend'] = 'wasm';
    try {
      await startBackend('wasm', { wasm, software: false, limit: NO_LIMIT });
    } catch {
      backend = 'cpu';
      await startBackend('cpu', { software: false, limit: NO_LIMIT });
    }
    this.#network = new ShownNetwork(this.#model, this.#broken);
    if (this.#scope.isClosed) this.#network.dispose();
    return { layers: this.#network.layers, backend };
  }

  /** Computes all steps that wait, and reports each one. */
  async #stepAll(): Promise<void> {
    if (this.#isStepping) return;
    this.#isStepping = true;
    for (let next = this.#waiting.shift(); next && !this.#scope.isClosed; next = this.#waiting.shift()) {
      while (this.#waiting.length > MOST_WAITING) {
        this.#leftOut += 1;
        this.#isBehind = true;
        next.done();
        next = this.#waiting.shift()!;
      }
      try {
        this.#step(next.request);
        next.done();
      } catch (error) {
        next.fail(error);
      }
      await nextTask();
    }
    this.#isStepping = false;
  }

  #step({ time, input, state }: FramesRequest): void {
    const network = this.#network;
    if (!network) return;
    const { features } = network.model.manifest;
    const rowLength = features.bands * network.network.framesPerOutput;
    if (!(input.length > 0) || input.length % rowLength !== 0 || !allFinite(input)) return;
    const names = new Set(network.layers.map(({ name }) => name));
    const seen = network.step(input, (name) => isWanted(name, names, this.#watched));
    const { phase } = network;
    if (state && this.#isBehind && this.#broken.size === 0) {
      network.importState(state);
      this.#isBehind = false;
    }
    const duration = (input.length / features.bands) * features.hopSeconds;
    this.#until = time + duration;
    const layers: Record<string, LayerStep> = {};
    for (const layer of network.layers) {
      const activation = seen.get(layer.name);
      if (activation) layers[layer.name] = overviewOf(layer, activation);
    }
    const watched = watchedOf(
      network.layers.find(({ name }) => name === this.#watched),
      seen,
    );
    this.#report('step', { time, duration, phase, layers, watched, leftOut: this.#leftOut });
  }

  /** Builds a network with other faults, and gives it the newest seconds. */
  #break(broken: ReadonlySet<Breakage>): void {
    this.#broken = broken;
    const before = this.#network;
    if (!before) return;
    const recent = before.past?.input;
    this.#network = new ShownNetwork(before.model, broken);
    this.#isBehind = true;
    if (recent) this.#network.step(recent, () => false);
    before.dispose();
  }

  async #why(target: WhyTarget | null): Promise<ShownReasons | null> {
    const own = ++this.#whys;
    const network = this.#network;
    if (!network || !target) return null;
    const until = this.#until;
    const work = reasonsFor(network, target);
    try {
      for (let step = work.next(); ; step = work.next()) {
        if (step.done) {
          const { features } = network.model.manifest;
          const seconds = ((step.value?.input.length ?? 0) / features.bands) * features.hopSeconds;
          return step.value ? { ...step.value, from: until - seconds } : null;
        }
        this.#report('progress', step.value);
        await nextTask();
        if (own !== this.#whys || network !== this.#network || this.#scope.isClosed) return null;
      }
    } finally {
      work.return(undefined);
    }
  }

  #report<T extends keyof InsideReports>(type: T, report: InsideReports[T]): void {
    const message: { readonly type: T; readonly report: InsideReports[T] } = { type, report };
    this.#port.postMessage(message);
  }
}

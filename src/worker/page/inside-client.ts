import { PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { InsideAnswer, InsideExchanges, InsideReports, InsideType } from '../inside-contract.js';
import { WorkerThread } from './worker-thread.js';

interface InsideClientOptions {
  /** Address of the worker's script. */
  readonly url: string;
  readonly on: { readonly [T in keyof InsideReports]: (report: InsideReports[T]) => void };
  /** Called once, with the error that ends the client. */
  readonly onFailure: (error: PinnaError) => void;
}

/** The page's end of a channel to a worker that shows a network. The worker ends with it. Main thread. */
export class InsideClient {
  readonly #on: InsideClientOptions['on'];
  readonly #onFailure: (error: PinnaError) => void;
  readonly #scope = new Scope();
  readonly #port: MessagePort;
  readonly #pending = new Map<number, { resolve: (out: unknown) => void; reject: (error: PinnaError) => void }>();
  #requests = 0;

  /** Starts the worker. @throws PinnaError `worker-failed` */
  constructor({ url, on, onFailure }: InsideClientOptions) {
    this.#on = on;
    this.#onFailure = onFailure;
    const thread = WorkerThread.open(url);
    const fail = (error: PinnaError) => this.#fail(error);
    this.#port = thread.join(fail);
    this.#scope.add(() => thread.leave(fail));
    this.#scope.port(this.#port, (message: InsideAnswer) => this.#receive(message));
  }

  /** Number of requests without an answer. */
  get unanswered(): number {
    return this.#pending.size;
  }

  /** Sends a request and returns its answer, which never comes after `close`. @throws PinnaError those of the request */
  request<T extends InsideType>(type: T, input: InsideExchanges[T]['in']): Promise<InsideExchanges[T]['out']> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (out: unknown) => void, reject });
      this.#port.postMessage({ type, id, in: input });
    });
  }

  /** Ends the worker. May be called twice. */
  close(): void {
    void this.#scope.close();
    this.#pending.clear();
  }

  #receive(message: InsideAnswer): void {
    if ('type' in message) {
      if (message.type === 'step') this.#on.step(message.report);
      else this.#on.progress(message.report);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if ('failure' in message) pending?.reject(new PinnaError(message.failure.code, message.failure.message));
    else pending?.resolve(message.out);
  }

  #fail(error: PinnaError): void {
    const pending = [...this.#pending.values()];
    this.close();
    for (const { reject } of pending) reject(error);
    this.#onFailure(error);
  }
}

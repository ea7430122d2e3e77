import { PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { AnsweredExchanges, NumberedAnswer, NumberedRequest, TypedReport } from '../requests.js';
import { PendingRequests } from './pending-requests.js';
import { WorkerThread } from './worker-thread.js';

/** How to start a worker and what to do with its reports. */
export interface RequestClientOptions<R> {
  /** Address of the worker's script. */
  readonly url: string;
  /** Name of the option that sets this address, for the advice in errors. */
  readonly option: string;
  readonly on: { readonly [T in keyof R]: (report: R[T]) => void };
  /** Called once, with the error that ends the client. */
  readonly onFailure: (error: PinnaError) => void;
}

/**
 * The page's end of a channel to a separate worker, which ends with it. E: its requests by type, with their answers. R: its reports by
 * type. Main thread.
 */
export class RequestClient<E extends AnsweredExchanges<E>, R> {
  readonly #on: RequestClientOptions<R>['on'];
  readonly #onFailure: (error: PinnaError) => void;
  readonly #scope = new Scope();
  readonly #port: MessagePort;
  readonly #pending = new PendingRequests();

  /** Starts the worker. @throws PinnaError `worker-failed` */
  constructor({ url, option, on, onFailure }: RequestClientOptions<R>) {
    this.#on = on;
    this.#onFailure = onFailure;
    const thread = WorkerThread.open(url, { option });
    const fail = (error: PinnaError) => this.#fail(error);
    this.#port = thread.join(fail);
    this.#scope.add(() => thread.leave(fail));
    this.#scope.port(this.#port, (message: NumberedAnswer<E> | TypedReport<R>) => this.#receive(message));
  }

  /** Number of requests without an answer. */
  get unanswered(): number {
    return this.#pending.size;
  }

  /** Sends a request and returns its answer, which never comes after `close`. @throws PinnaError those of the request */
  request<T extends keyof E>(type: T, input: E[T]['in']): Promise<E[T]['out']> {
    return this.#pending.wait((id) => {
      const request: NumberedRequest<E, T> = { type, id, in: input };
      this.#port.postMessage(request);
    });
  }

  /** Ends the worker. May be called twice. */
  close(): void {
    void this.#scope.close();
    this.#pending.clear();
  }

  #receive(message: NumberedAnswer<E> | TypedReport<R>): void {
    if ('type' in message) this.#on[message.type](message.report);
    else if ('failure' in message)
      this.#pending.reject(message.id, new PinnaError(message.failure.code, message.failure.message));
    else this.#pending.resolve(message.id, message.out);
  }

  #fail(error: PinnaError): void {
    void this.#scope.close();
    this.#pending.rejectAll(error);
    this.#onFailure(error);
  }
}

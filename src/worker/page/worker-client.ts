import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type {
  Answer,
  AnsweredType,
  Exchanges,
  Report,
  Reports,
  ReportType,
  Request,
  RequestType,
} from '../contract.js';
import { WorkerThread } from './worker-thread.js';

/** Interval between two pings, ms. */
const BEAT = 1000;
/** Pings that may stay unanswered while the worker loads, which includes long tasks. */
const PATIENCE = 30;

/** Handlers of the worker's reports, by type. */
export type ReportHandlers = { readonly [T in Exclude<ReportType, 'error'>]?: (report: Reports[T]) => void };

interface WorkerClientOptions {
  readonly url: string;
  /**
   * Key of a shared thread. Clients with the same address and the same key share one thread. Without a key, the client has
   * a separate thread.
   */
  readonly sharedAs?: string | undefined;
  readonly on: ReportHandlers;
  /** Called once, with the error that ends the client. */
  readonly onFailure: (error: PinnaError) => void;
}

/** The page's end of a channel to an inference worker. Main thread. */
export class WorkerClient {
  readonly #on: ReportHandlers;
  readonly #onFailure: (error: PinnaError) => void;
  readonly #scope = new Scope();
  readonly #thread: WorkerThread;
  readonly #port: MessagePort;
  /** Pending requests, by number. */
  readonly #waiting = new Map<number, { resolve: (out: unknown) => void; reject: (error: PinnaError) => void }>();
  #requests = 0;
  #failure: PinnaError | undefined;
  /** Pings since the last message. Counts pings instead of time, because a page that sleeps does not wait. */
  #unanswered = 0;
  /** Pings that may stay unanswered before the worker counts as failed. */
  patience = PATIENCE;

  /** Joins a worker, or starts it. @throws PinnaError `worker-failed` */
  constructor({ url, sharedAs, on, onFailure }: WorkerClientOptions) {
    this.#on = on;
    this.#onFailure = onFailure;
    this.#thread = WorkerThread.open(url, sharedAs);
    const fail = (error: PinnaError) => this.#fail(error);
    this.#port = this.#thread.join(fail);
    this.#scope.add(() => this.#thread.leave(fail));
    this.#scope.port(this.#port, (message: Answer | Report) => this.#receive(message));
    this.#scope.add(() => this.tell('leave', null));
    this.#scope.interval(BEAT, () => this.#ping());
  }

  /** Sends a request, and ignores its answer if it has one. */
  tell<T extends RequestType>(type: T, given: Exchanges[T]['in'], transfer: Transferable[] = []): void {
    this.#post(++this.#requests, type, given, transfer);
  }

  /** Sends a request and returns its answer. @throws PinnaError if the worker has failed or fails before it answers */
  ask<T extends AnsweredType>(
    type: T,
    given: Exchanges[T]['in'],
    transfer: Transferable[] = [],
  ): Promise<Exchanges[T]['out']> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (out: unknown) => void, reject });
      this.#post(id, type, given, transfer);
    });
  }

  /**
   * Frees everything that the worker holds for this client, and ends the thread if no other client uses it. Rejects pending
   * and later requests. May be called twice.
   */
  terminate(): void {
    void this.#scope.close();
    this.#failure ??= new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis was stopped before it answered.');
    this.#rejectWaiting(this.#failure);
  }

  #post<T extends RequestType>(id: number, type: T, given: Exchanges[T]['in'], transfer: Transferable[]): void {
    const request: { readonly [K in keyof Request]: unknown } = { type, id, in: given };
    this.#port.postMessage(request, transfer);
  }

  #ping(): void {
    if (this.#failure) return;
    if (this.#unanswered >= this.patience) this.#fail(silentError());
    this.#unanswered += 1;
    this.tell('ping', null);
  }

  #receive(message: Answer | Report): void {
    this.#unanswered = 0;
    if ('out' in message) {
      this.#waiting.get(message.id)?.resolve(message.out);
      this.#waiting.delete(message.id);
    } else if (message.type === 'error') {
      this.#fail(new PinnaError(message.report.code, message.report.message));
    } else {
      this.#on[message.type]?.(message.report as never);
    }
  }

  /** Ends the client with an error. Keeps others from joining the thread, which may be the cause. */
  #fail(error: PinnaError): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#thread.retire();
    this.#rejectWaiting(error);
    this.#onFailure(error);
  }

  #rejectWaiting(error: PinnaError): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

const silentError = () =>
  new PinnaError(
    PinnaErrorCode.WorkerFailed,
    'The analysis worker does not answer any more. Start again; if it happens again, reload the page.',
  );

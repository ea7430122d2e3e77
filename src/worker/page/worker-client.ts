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
import { PendingRequests } from './pending-requests.js';
import { WorkerThread } from './worker-thread.js';

/** Interval between two pings, ms. */
const PING_INTERVAL = 1000;
/** Pings that may stay unanswered while the worker loads, which includes long tasks. */
const MAX_UNANSWERED_WHILE_LOADING = 30;

/** Handlers of the worker's reports, by type. */
export type ReportHandlers = { readonly [T in Exclude<ReportType, 'error'>]?: (report: Reports[T]) => void };

interface WorkerClientOptions {
  readonly url: string;
  /**
   * Key of a shared thread. Clients with the same address and the same key share one thread. Without a key, the client has
   * a separate thread.
   */
  readonly sharedAs?: string | undefined;
  /** Whether the client only keeps a shared thread ready. It fails when the thread fails for another client. Default: false. */
  readonly isKeeper?: boolean;
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
  readonly #pending = new PendingRequests();
  #failure: PinnaError | undefined;
  /** Pings since the last message. Counts pings instead of time, because a page that sleeps does not wait. */
  #unanswered = 0;
  /** Pings that may stay unanswered before the worker counts as failed. */
  maxUnansweredPings = MAX_UNANSWERED_WHILE_LOADING;

  /** Joins a worker, or starts it. @throws PinnaError `worker-failed` */
  constructor({ url, sharedAs, isKeeper, on, onFailure }: WorkerClientOptions) {
    this.#on = on;
    this.#onFailure = onFailure;
    this.#thread = WorkerThread.open(url, { option: 'worker', sharedAs });
    const fail = (error: PinnaError) => this.#fail(error);
    this.#port = this.#thread.join(fail, isKeeper);
    this.#scope.add(() => this.#thread.leave(fail));
    this.#scope.port(this.#port, (message: Answer | Report) => this.#receive(message));
    this.#scope.add(() => this.send('leave', null));
    this.#scope.interval(PING_INTERVAL, () => this.#ping());
  }

  /** Sends a request, and ignores its answer if it has one. */
  send<T extends RequestType>(type: T, input: Exchanges[T]['in'], transfer: Transferable[] = []): void {
    this.#post(this.#pending.next(), type, input, transfer);
  }

  /** Sends a request and returns its answer. @throws PinnaError if the worker has failed or fails before it answers */
  request<T extends AnsweredType>(
    type: T,
    input: Exchanges[T]['in'],
    transfer: Transferable[] = [],
  ): Promise<Exchanges[T]['out']> {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#pending.wait((id) => this.#post(id, type, input, transfer));
  }

  /**
   * Frees everything that the worker holds for this client, and ends the thread if no other client uses it. Rejects pending
   * and later requests. May be called twice.
   */
  terminate(): void {
    void this.#scope.close();
    this.#failure ??= new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis was stopped before it answered.');
    this.#pending.rejectAll(this.#failure);
  }

  #post<T extends RequestType>(id: number, type: T, input: Exchanges[T]['in'], transfer: Transferable[]): void {
    const request: { readonly [K in keyof Request]: unknown } = { type, id, in: input };
    this.#port.postMessage(request, transfer);
  }

  #ping(): void {
    if (this.#failure) return;
    if (this.#unanswered >= this.maxUnansweredPings) this.#fail(silentError());
    this.#unanswered += 1;
    this.send('ping', null);
  }

  #receive(message: Answer | Report): void {
    this.#unanswered = 0;
    if ('out' in message) {
      this.#pending.resolve(message.id, message.out);
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
    this.#thread.closeToNewUsers();
    this.#pending.rejectAll(error);
    this.#onFailure(error);
  }
}

const silentError = () =>
  new PinnaError(
    PinnaErrorCode.WorkerFailed,
    'The analysis worker has stopped answering. Start again; if it happens again, reload the page.',
  );

import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { FromWorker, ToWorker } from '../contract.js';
import { WorkerThread } from '../thread/worker-thread.js';

/** Between two questions whether the worker is still there, milliseconds. */
const BEAT = 1000;
/** How many of them may stay unanswered while it loads, and is perhaps at a long task. */
const PATIENCE = 30;

interface WorkerClientOptions {
  readonly url: string;
  /** Clients of the same address that give the same words share one thread; one that gives none has its own. */
  readonly sharedAs?: string | undefined;
  /** Gets every message, also those that {@link WorkerClient.next} waits for. */
  readonly onMessage: (message: FromWorker) => void;
  /** Gets the one error that ends the client. */
  readonly onFailure: (error: PinnaError) => void;
}

/** The page's end of the conversation with an inference worker. Main thread. */
export class WorkerClient {
  readonly #options: WorkerClientOptions;

  readonly #thread: WorkerThread;
  readonly #user: number;
  #waiting: {
    type: FromWorker['type'];
    resolve: (message: FromWorker) => void;
    reject: (error: PinnaError) => void;
  }[] = [];
  #failure: PinnaError | undefined;
  readonly #beat: ReturnType<typeof setInterval>;
  /** Questions since the last message. They are counted, and not the time: a page that slept has not waited. */
  #unanswered = 0;
  /** How many may stay unanswered before the worker is given up. */
  patience = PATIENCE;

  /** @throws PinnaError `worker-failed` */
  constructor(options: WorkerClientOptions) {
    this.#options = options;
    this.#thread = WorkerThread.open(options.url, options.sharedAs);
    this.#user = this.#thread.join({
      receive: (message) => this.#receive(message),
      fail: (error) => this.#fail(error),
    });
    this.#beat = setInterval(() => this.#ask(), BEAT);
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#thread.send(this.#user, message, transfer);
  }

  /** The next message of a type. Rejects with the worker's failure. */
  next<T extends FromWorker['type']>(type: T): Promise<Extract<FromWorker, { type: T }>> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ type, resolve: resolve as (message: FromWorker) => void, reject });
    });
  }

  /** Frees all that the worker has for this client, and its thread unless others need it; whoever waits, now or later, is told. May be called twice. */
  terminate(): void {
    clearInterval(this.#beat);
    this.#thread.leave(this.#user);
    this.#failure ??= new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis was stopped before it answered.');
    this.#rejectWaiting(this.#failure);
  }

  #ask(): void {
    if (this.#unanswered >= this.patience) this.#fail(silentError());
    this.#unanswered += 1;
    this.send({ type: 'ping' });
  }

  #receive(message: FromWorker): void {
    this.#unanswered = 0;
    if (message.type === 'error') {
      this.#fail(new PinnaError(message.code, message.message));
      return;
    }
    this.#options.onMessage(message);
    const answered = this.#waiting.filter(({ type }) => type === message.type);
    this.#waiting = this.#waiting.filter(({ type }) => type !== message.type);
    for (const { resolve } of answered) resolve(message);
  }

  /** Whoever begins anew gets another thread: this one may be what has failed. */
  #fail(error: PinnaError): void {
    if (this.#failure) return;
    clearInterval(this.#beat);
    this.#failure = error;
    this.#thread.retire();
    this.#rejectWaiting(error);
    this.#options.onFailure(error);
  }

  #rejectWaiting(error: PinnaError): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

const silentError = () =>
  new PinnaError(
    PinnaErrorCode.WorkerFailed,
    'The analysis worker does not answer any more. Start again; if it happens again, reload the page.',
  );

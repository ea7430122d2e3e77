import { PinnaError, PinnaErrorCode } from '../errors';
import type { FromWorker, ToWorker } from './protocol';

/** A module worker from any origin: browsers refuse a foreign script, but not a blob of ours that imports it. */
function spawn(url: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, { type: 'module', name: 'pinna' });
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name: 'pinna' });
  // The blob is read when the worker starts; its first message, whatever it says, proves that it has.
  worker.addEventListener(
    'message',
    () => {
      URL.revokeObjectURL(blob);
    },
    { once: true },
  );
  worker.addEventListener(
    'error',
    () => {
      URL.revokeObjectURL(blob);
    },
    { once: true },
  );
  return worker;
}

/** Between two questions whether the worker is still there, milliseconds. */
const BEAT = 1000;
/** How many of them may stay unanswered while it loads, and is perhaps at a long task. */
const PATIENCE = 30;

/** The page's end of the inference worker. Main thread. */
export class WorkerClient {
  private readonly worker: Worker;
  private waiting: {
    type: FromWorker['type'];
    resolve: (message: FromWorker) => void;
    reject: (error: PinnaError) => void;
  }[] = [];
  private failure: PinnaError | undefined;
  private readonly beat: ReturnType<typeof setInterval>;
  /** Questions since the last message. They are counted, and not the time: a page that slept has not waited. */
  private unanswered = 0;
  /** How many may stay unanswered before the worker is given up. */
  patience = PATIENCE;

  /**
   * @param onMessage gets every message, also those that {@link next} waits for.
   * @param onFailure gets the one error that ends the worker.
   */
  constructor(
    url: string,
    private readonly onMessage: (message: FromWorker) => void,
    private readonly onFailure: (error: PinnaError) => void,
  ) {
    try {
      this.worker = spawn(url);
    } catch (cause) {
      throw this.scriptError(url, cause);
    }
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      this.receive(data);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(this.scriptError(url, event.message));
    };
    this.beat = setInterval(() => this.ask(), BEAT);
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  /** The next message of a type. Rejects with the worker's failure. */
  next<T extends FromWorker['type']>(type: T): Promise<Extract<FromWorker, { type: T }>> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ type, resolve: resolve as (message: FromWorker) => void, reject });
    });
  }

  /** Ends the worker's thread; whoever waits, now or later, is told. May be called twice. */
  terminate(): void {
    clearInterval(this.beat);
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    this.failure ??= new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis was stopped before it answered.');
    this.rejectWaiting(this.failure);
  }

  private ask(): void {
    if (this.unanswered >= this.patience) this.fail(silentError());
    this.unanswered += 1;
    this.send({ type: 'ping' });
  }

  private receive(message: FromWorker): void {
    this.unanswered = 0;
    if (message.type === 'error') {
      this.fail(new PinnaError(message.code, message.message));
      return;
    }
    this.onMessage(message);
    const answered = this.waiting.filter(({ type }) => type === message.type);
    this.waiting = this.waiting.filter(({ type }) => type !== message.type);
    for (const { resolve } of answered) resolve(message);
  }

  private fail(error: PinnaError): void {
    if (this.failure) return;
    clearInterval(this.beat);
    this.failure = error;
    this.rejectWaiting(error);
    this.onFailure(error);
  }

  private rejectWaiting(error: PinnaError): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  private scriptError(url: string, cause: unknown): PinnaError {
    return new PinnaError(
      PinnaErrorCode.WorkerFailed,
      `The analysis worker at ${url} could not run (${String(cause || 'the script was not found or is blocked')}). ` +
        'Check that the file is served there as JavaScript, or set the assets.worker option.',
      { cause },
    );
  }
}

const silentError = () =>
  new PinnaError(
    PinnaErrorCode.WorkerFailed,
    'The analysis worker does not answer any more. Start again; if it happens again, reload the page.',
  );

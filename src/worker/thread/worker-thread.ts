import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { ForUser, FromWorker, ToWorker } from '../contract.js';

/** Who talks to a worker: gets its own messages, and the error when the thread has failed. */
export interface ThreadUser {
  receive(message: FromWorker): void;
  fail(error: PinnaError): void;
}

/** Threads that others may join, by what they were asked to be. */
const joinable = new Map<string, WorkerThread>();

/** A worker's thread, and everybody who talks to it. It ends with the last of them. Main thread. */
export class WorkerThread {
  readonly #url: string;

  readonly #worker: Worker;
  readonly #users = new Map<number, ThreadUser>();
  #lastUser = 0;

  /** @throws PinnaError `worker-failed` */
  private constructor(url: string) {
    this.#url = url;
    try {
      this.#worker = spawn(url);
    } catch (cause) {
      throw scriptError(url, cause);
    }
    this.#worker.onmessage = ({ data }: MessageEvent<ForUser<FromWorker>>) => {
      this.#users.get(data.user)?.receive(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.retire();
      const error = scriptError(this.#url, event.message);
      for (const user of [...this.#users.values()]) user.fail(error);
    };
  }

  /**
   * @param sharedAs the thread is also that of everybody else who gives the same words and the same address; nobody else's
   *   when left out
   * @throws PinnaError `worker-failed`
   */
  static open(url: string, sharedAs?: string): WorkerThread {
    if (sharedAs === undefined) return new WorkerThread(url);
    const key = JSON.stringify([url, sharedAs]);
    const thread = joinable.get(key) ?? new WorkerThread(url);
    joinable.set(key, thread);
    return thread;
  }

  /** @returns the number that this user is known by */
  join(user: ThreadUser): number {
    this.#users.set(++this.#lastUser, user);
    return this.#lastUser;
  }

  send(user: number, message: ToWorker, transfer: Transferable[]): void {
    const addressed: ForUser<ToWorker> = { ...message, user };
    this.#worker.postMessage(addressed, transfer);
  }

  /** Nobody joins any more: something is wrong with it. Those who are there stay. */
  retire(): void {
    for (const [key, thread] of joinable) if (thread === this) joinable.delete(key);
  }

  /** Frees what the worker holds for this user, at once where it is the last. May be called twice. */
  leave(user: number): void {
    if (!this.#users.delete(user)) return;
    if (this.#users.size > 0) {
      this.send(user, { type: 'leave' }, []);
      return;
    }
    this.retire();
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
  }
}

/** A module worker from any origin: browsers refuse a foreign script, but not a blob of ours that imports it. */
function spawn(url: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, { type: 'module', name: 'pinna' });
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name: 'pinna' });
  // The blob is read when the worker starts; its first message, whatever it says, proves that it has.
  const free = () => URL.revokeObjectURL(blob);
  worker.addEventListener('message', free, { once: true });
  worker.addEventListener('error', free, { once: true });
  return worker;
}

function scriptError(url: string, cause: unknown): PinnaError {
  return new PinnaError(
    PinnaErrorCode.WorkerFailed,
    `The analysis worker at ${url} could not run (${String(cause || 'the script was not found or is blocked')}). ` +
      'Check that the file is served there as JavaScript, or set the assets.worker option.',
    { cause },
  );
}

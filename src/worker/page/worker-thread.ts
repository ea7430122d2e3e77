import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { Join } from '../contract.js';

/** Threads that further users may join, by address and key. */
const joinable = new Map<string, WorkerThread>();

/** A worker thread that several users share. It ends when the last one leaves. Main thread. */
export class WorkerThread {
  readonly #scope = new Scope();
  readonly #worker: Worker;
  /** Called with the error if the thread fails, one callback per user. */
  readonly #users = new Set<(error: PinnaError) => void>();

  /** Starts the thread. @throws PinnaError `worker-failed` */
  private constructor(url: string) {
    try {
      this.#worker = spawn(url, this.#scope);
    } catch (cause) {
      throw scriptError(url, cause);
    }
    this.#scope.listen(this.#worker, 'error', (event) => {
      event.preventDefault();
      this.closeToNewUsers();
      const error = scriptError(url, event.message);
      for (const fail of [...this.#users]) fail(error);
    });
  }

  /**
   * Returns a thread that runs the worker's script.
   * @param sharedAs key: calls with the same address and the same key share one thread; without a key, the thread is not
   *   shared
   * @throws PinnaError `worker-failed`
   */
  static open(url: string, sharedAs?: string): WorkerThread {
    if (sharedAs === undefined) return new WorkerThread(url);
    const key = JSON.stringify([url, sharedAs]);
    const thread = joinable.get(key) ?? new WorkerThread(url);
    joinable.set(key, thread);
    return thread;
  }

  /**
   * Opens a separate channel to the worker.
   * @param fail called if the thread fails; also identifies the user
   * @returns the page's end of the channel
   */
  join(fail: (error: PinnaError) => void): MessagePort {
    this.#users.add(fail);
    const { port1, port2 } = new MessageChannel();
    const join: Join = { type: 'join', port: port2 };
    this.#worker.postMessage(join, [port2]);
    return port1;
  }

  /** Closes the thread to new users. Those who have joined keep it. */
  closeToNewUsers(): void {
    for (const [key, thread] of joinable) if (thread === this) joinable.delete(key);
  }

  /** Removes a user; the last one ends the thread. May be called twice. */
  leave(fail: (error: PinnaError) => void): void {
    if (!this.#users.delete(fail) || this.#users.size > 0) return;
    this.closeToNewUsers();
    void this.#scope.close();
  }
}

/**
 * Starts a module worker from any origin. Browsers refuse a cross-origin script, but accept a blob of this origin that
 * imports it.
 */
function spawn(url: string, scope: Scope): Worker {
  const options = { type: 'module', name: 'pinna' } as const;
  if (new URL(url).origin === location.origin) return scope.worker(url, options);
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  scope.add(() => URL.revokeObjectURL(blob));
  return scope.worker(blob, options);
}

function scriptError(url: string, cause: unknown): PinnaError {
  return new PinnaError(
    PinnaErrorCode.WorkerFailed,
    `The analysis worker at ${url} could not run (${String(cause || 'the script was not found or is blocked')}). ` +
      'Check that the file is served there as JavaScript, or set the option worker.',
    { cause },
  );
}

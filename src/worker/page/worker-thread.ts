import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { Join } from '../contract.js';

/** Threads that others may join, by what they were asked to be. */
const joinable = new Map<string, WorkerThread>();

/** A worker's thread, shared by those who joined it. It ends with the last of them. Main thread. */
export class WorkerThread {
  readonly #scope = new Scope();
  readonly #worker: Worker;
  /** Called with the error when the thread has failed. */
  readonly #users = new Set<(error: PinnaError) => void>();

  /** @throws PinnaError `worker-failed` */
  private constructor(url: string) {
    try {
      this.#worker = spawn(url, this.#scope);
    } catch (cause) {
      throw scriptError(url, cause);
    }
    this.#scope.listen(this.#worker, 'error', (event) => {
      event.preventDefault();
      this.retire();
      const error = scriptError(url, event.message);
      for (const fail of [...this.#users]) fail(error);
    });
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

  /**
   * Opens a conversation of its own with the worker.
   * @param fail called when the thread has failed; its identity names the user
   * @returns the page's end of the channel
   */
  join(fail: (error: PinnaError) => void): MessagePort {
    this.#users.add(fail);
    const { port1, port2 } = new MessageChannel();
    const join: Join = { type: 'join', port: port2 };
    this.#worker.postMessage(join, [port2]);
    return port1;
  }

  /** Nobody joins any more: something is wrong with it. Those who are there stay. */
  retire(): void {
    for (const [key, thread] of joinable) if (thread === this) joinable.delete(key);
  }

  /** Ends the thread where this user is the last. May be called twice. */
  leave(fail: (error: PinnaError) => void): void {
    if (!this.#users.delete(fail) || this.#users.size > 0) return;
    this.retire();
    void this.#scope.close();
  }
}

/** A module worker from any origin: browsers refuse a foreign script, but not a blob of ours that imports it. */
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

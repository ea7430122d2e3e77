import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { PolicyWatch, WORKER_DIRECTIVES } from '../../lifetime/page-policy.js';
import { Scope } from '../../lifetime/scope.js';
import type { Join, Ready } from '../contract.js';
import { scriptProblem } from './script-problem.js';

/** How to start a thread. */
interface ThreadOptions {
  /** Name of the option that sets the script's address, for the advice in errors. */
  readonly option: string;
  /** Key: calls with the same address and the same key share one thread. Without a key, the thread is not shared. */
  readonly sharedAs?: string | undefined;
}

/** Threads that further users may join, by address and key. */
const joinable = new Map<string, WorkerThread>();

/**
 * A worker thread that several users share. It ends when the last one leaves. Main thread.
 *
 * A script of this origin starts by its address. If the browser refuses it, and for a script of another origin, a blob starts that
 * imports the script: browsers refuse a script of another origin, and one without the headers of an isolated page.
 */
export class WorkerThread {
  readonly #scope = new Scope();
  readonly #url: string;
  readonly #option: string;
  readonly #policy: PolicyWatch;
  #worker: Worker;
  /** Whether the script runs. */
  #isReady = false;
  /** Messages to a script that does not run yet. */
  readonly #waiting: Join[] = [];
  /** Called with the error if the thread fails, one callback per user. */
  readonly #users = new Set<(error: PinnaError) => void>();
  /** Those of the users that only keep the thread ready for others. */
  readonly #keepers = new Set<(error: PinnaError) => void>();

  /** Starts the thread. @throws PinnaError `worker-failed` */
  private constructor(url: string, option: string) {
    this.#url = url;
    this.#option = option;
    this.#policy = new PolicyWatch([url, 'blob:', 'data:'], WORKER_DIRECTIVES);
    this.#scope.add(() => this.#policy.cancel());
    try {
      this.#worker = new URL(url).origin === self.origin ? this.#start(url, true) : this.#startImported();
    } catch (cause) {
      void this.#scope.close();
      throw this.#error(String(cause), adviceOn(cause), cause);
    }
  }

  /**
   * Returns a thread that runs the worker's script.
   * @throws PinnaError `worker-failed`
   */
  static open(url: string, { option, sharedAs }: ThreadOptions): WorkerThread {
    if (sharedAs === undefined) return new WorkerThread(url, option);
    const key = JSON.stringify([url, sharedAs]);
    const thread = joinable.get(key) ?? new WorkerThread(url, option);
    joinable.set(key, thread);
    return thread;
  }

  /**
   * Opens a separate channel to the worker.
   * @param fail called if the thread fails; also identifies the user
   * @param isKeeper whether the user only keeps the thread ready for others; `fail` is then also called when no others may join
   * @returns the page's end of the channel
   */
  join(fail: (error: PinnaError) => void, isKeeper = false): MessagePort {
    this.#users.add(fail);
    if (isKeeper) this.#keepers.add(fail);
    const { port1, port2 } = new MessageChannel();
    this.#waiting.push({ type: 'join', port: port2 });
    if (this.#isReady) this.#sendWaiting();
    return port1;
  }

  /** Closes the thread to new users. Those who have joined keep it, except for the keepers. */
  closeToNewUsers(): void {
    for (const [key, thread] of joinable) if (thread === this) joinable.delete(key);
    for (const fail of [...this.#keepers]) fail(failedForAnother());
  }

  /** Removes a user; the last one ends the thread. May be called twice. */
  leave(fail: (error: PinnaError) => void): void {
    this.#keepers.delete(fail);
    if (!this.#users.delete(fail) || this.#users.size > 0) return;
    this.closeToNewUsers();
    void this.#scope.close();
  }

  /** @param isRetried whether to start another script, which imports this one, if the browser does not load it */
  #start(address: string, isRetried: boolean): Worker {
    const worker = this.#scope.worker(address, { type: 'module', name: 'pinna' });
    this.#scope.listen(worker, 'message', ({ data }: MessageEvent<Ready>) => {
      if (data.type !== 'ready') return;
      this.#isReady = true;
      this.#policy.cancel();
      this.#sendWaiting();
    });
    this.#scope.listen(worker, 'error', (event) => {
      event.preventDefault();
      // The event of a script that does not load has no message.
      if (!isRetried || this.#isReady || event.message) this.#fail(event.message);
      else this.#retry();
    });
    return worker;
  }

  #startImported(): Worker {
    const script = `import ${JSON.stringify(this.#url)};`;
    // Without an origin (sandboxed, or a file on the disk) Chromium runs no module from a blob.
    if (self.origin === 'null') return this.#start(`data:text/javascript,${encodeURIComponent(script)}`, false);
    const blob = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.#scope.add(() => URL.revokeObjectURL(blob));
    return this.#start(blob, false);
  }

  #retry(): void {
    this.#worker.terminate();
    try {
      this.#worker = this.#startImported();
    } catch (cause) {
      this.#fail(String(cause));
    }
  }

  #sendWaiting(): void {
    for (const join of this.#waiting.splice(0)) this.#worker.postMessage(join, [join.port]);
  }

  /** @param reason message of the script's error; empty or undefined if the script did not load */
  #fail(reason: string | undefined): void {
    this.closeToNewUsers();
    const end = (error: PinnaError) => {
      for (const fail of [...this.#users]) fail(error);
    };
    if (reason || this.#isReady) end(this.#error(reason || 'it ended without a reason'));
    else void this.#whyNotLoaded().then(end);
  }

  async #whyNotLoaded(): Promise<PinnaError> {
    const problem = await scriptProblem(this.#url);
    const blocked = await this.#policy.finish();
    if (problem) return this.#error(problem);
    return this.#error('the browser blocked the script', blocked ?? HEADERS);
  }

  #error(reason: string, advice?: string, cause?: unknown): PinnaError {
    const todo = advice ?? `Check that the file is served there as JavaScript, or set the option ${this.#option}.`;
    return new PinnaError(
      PinnaErrorCode.WorkerFailed,
      `The analysis worker at ${this.#url} could not run (${reason}). ${todo}`,
      cause === undefined ? {} : { cause },
    );
  }
}

/** Advice for a script that the server sends and the browser refuses without a reason. */
const HEADERS =
  'Send it with the same Cross-Origin-Embedder-Policy header as the page, or let worker-src of the ' +
  "page's Content-Security-Policy allow blob:.";

/** Returns advice on an error that the browser throws at once. */
function adviceOn(cause: unknown): string | undefined {
  if (!/Trusted|Sink type/.test(String(cause))) return undefined;
  return 'The page requires Trusted Types: add the policy name pinna to trusted-types in its Content-Security-Policy.';
}

const failedForAnother = () =>
  new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis worker failed in another session. Start again.');

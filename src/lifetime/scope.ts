import { listen, type EventOf, type ListenOptions } from './listen.js';
import { interval, timeout } from './timers.js';
import { trustedScript } from './trusted-script.js';

type Ending = () => void | Promise<void>;

/**
 * Owns listeners, timers, ports, workers and other resources, and ends them all once, in reverse order. A closed scope ends
 * whatever is added to it at once, so nothing that starts late is left behind.
 */
export class Scope {
  readonly #endings = new Set<{ readonly ending: Ending }>();
  #closing: Promise<void> | undefined;

  /** Creates a scope that closes when the signal aborts, unless it has been closed before. */
  static until(signal: AbortSignal): Scope {
    const scope = new Scope();
    if (signal.aborted) void scope.close();
    else scope.listen(signal, 'abort', () => void scope.close());
    return scope;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Registers an ending. Returns a function that unregisters it without running it. */
  add(ending: Ending): () => void {
    const entry = { ending };
    if (this.isClosed) void ending();
    else this.#endings.add(entry);
    return () => void this.#endings.delete(entry);
  }

  /** Adds an event listener. Returns a function that removes it before the scope closes. */
  listen<Target extends EventTarget, Type extends string>(
    target: Target,
    type: Type,
    handler: (event: EventOf<Target, Type>) => void,
    options?: ListenOptions,
  ): () => void {
    return this.#own(listen(target, type, handler, options));
  }

  /** Runs a task once, after `delay` milliseconds. Returns a function that cancels it. */
  timeout(delay: number, task: () => void): () => void {
    const cancel = this.#own(
      timeout(delay, () => {
        cancel();
        task();
      }),
    );
    return cancel;
  }

  /** Runs a task every `period` milliseconds. Returns a function that ends it. */
  interval(period: number, task: () => void): () => void {
    return this.#own(interval(period, task));
  }

  /** Starts a worker and terminates it with the scope. @throws the browser's error if it refuses the script */
  worker(url: string, options?: WorkerOptions): Worker {
    const worker = new Worker(trustedScript(url), options);
    this.add(() => worker.terminate());
    return worker;
  }

  /** Receives the messages of a port and closes the port with the scope. */
  port<Message>(port: MessagePort, receive: (message: Message) => void): void {
    this.listen(port, 'message', ({ data }) => receive(data as Message));
    port.start();
    this.add(() => port.close());
  }

  /**
   * Runs all endings one after the other, the last registered first. Every call returns the same promise. If an ending
   * fails, the others still run.
   */
  close(): Promise<void> {
    let settle: () => void = () => undefined;
    if (!this.#closing) {
      this.#closing = new Promise((resolve) => (settle = resolve));
      void this.#runAll().then(settle);
    }
    return this.#closing;
  }

  #own(end: () => void): () => void {
    const unregister = this.add(end);
    return () => {
      unregister();
      end();
    };
  }

  async #runAll(): Promise<void> {
    for (const { ending } of [...this.#endings].reverse()) {
      try {
        // Synchronous endings, up to the first asynchronous one, run before `close` returns.
        const ended = ending();
        if (ended) await ended;
      } catch {
        // An ending fails if its object is already gone. That is the intended state.
      }
    }
    this.#endings.clear();
  }
}

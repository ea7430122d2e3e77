import { listen, type EventOf, type ListenOptions } from './listen.js';
import { interval, timeout } from './timers.js';

type Ending = () => void | Promise<void>;

/**
 * Owns listeners, timers, ports, workers and whatever else is started, and ends it all once, last first. What is given to
 * a closed scope ends at once: nothing that starts late is left behind.
 */
export class Scope {
  readonly #endings = new Set<{ readonly ending: Ending }>();
  #closing: Promise<void> | undefined;

  /** A scope that closes when the signal aborts, if nobody closes it before. */
  static until(signal: AbortSignal): Scope {
    const scope = new Scope();
    if (signal.aborted) void scope.close();
    else scope.listen(signal, 'abort', () => void scope.close());
    return scope;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Registers an ending. Returns a function that forgets it, without running it. */
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

  /** Starts a worker, which is terminated with the scope. @throws what the browser throws for a script that it refuses */
  worker(url: string, options?: WorkerOptions): Worker {
    const worker = new Worker(url, options);
    this.add(() => worker.terminate());
    return worker;
  }

  /** Receives the messages of a port, which is closed with the scope. */
  port<Message>(port: MessagePort, receive: (message: Message) => void): void {
    this.listen(port, 'message', ({ data }) => receive(data as Message));
    port.start();
    this.add(() => port.close());
  }

  /**
   * Runs all endings, the last registered first, the next one once it is done; every call gives the same promise. An ending
   * that fails stops no other.
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
    const forget = this.add(end);
    return () => {
      forget();
      end();
    };
  }

  async #runAll(): Promise<void> {
    for (const { ending } of [...this.#endings].reverse()) {
      try {
        // What ends at once does so before `close` returns.
        const ended = ending();
        if (ended) await ended;
      } catch {
        // An ending fails when its object is already gone, which is what was wanted.
      }
    }
    this.#endings.clear();
  }
}

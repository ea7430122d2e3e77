import type { PinnaError } from '../../errors.js';

interface Pending {
  readonly resolve: (out: unknown) => void;
  readonly reject: (error: PinnaError) => void;
}

/** Requests to a worker that wait for their answers, by number. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  /** Number of requests without an answer. */
  get size(): number {
    return this.#pending.size;
  }

  /** Returns a new number. */
  next(): number {
    return ++this.#last;
  }

  /** Returns the answer to a request. @param send sends the request under its number */
  wait<Out>(send: (id: number) => void): Promise<Out> {
    const id = this.next();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      send(id);
    });
  }

  /** Delivers an answer. Ignores one that nobody waits for. */
  resolve(id: number, out: unknown): void {
    this.#end(id)?.resolve(out);
  }

  /** Delivers an error as the answer to one request. */
  reject(id: number, error: PinnaError): void {
    this.#end(id)?.reject(error);
  }

  /** Delivers an error as the answer to all requests. */
  rejectAll(error: PinnaError): void {
    for (const id of [...this.#pending.keys()]) this.reject(id, error);
  }

  /** Forgets all requests. Their answers never come. */
  clear(): void {
    this.#pending.clear();
  }

  #end(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}

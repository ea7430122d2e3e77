import type { ListenerLike } from '../listener/listener-like.js';

/** Has one Listener at a time send descriptors: an element's own wish, while it shows that one. */
export class DescriptorRequest {
  #wanted: AbortController | undefined;

  /** Wants them of this one alone; undefined of none. */
  of(listener: ListenerLike | undefined): void {
    this.#wanted?.abort();
    this.#wanted = new AbortController();
    listener?.describe(this.#wanted.signal);
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { timeout } from '../../lifetime/timers.js';

/**
 * Time after which an element that was removed has left the page, ms. A move disconnects and connects it in one task; a framework
 * may leave a few frames in between.
 */
const LEAVING_TIME = 500;

/**
 * Distinguishes a move from leaving the page. A host that is connected again within half a second was moved, and keeps what it
 * uses. All elements decide with this controller when to release a listener, a log or a worker. Main thread.
 */
export class Presence implements ReactiveController {
  readonly #leave: () => void;
  /** Cancels the pending departure; undefined if none is pending. */
  #cancel: (() => void) | undefined;

  /** @param leave called when the host has left the page; it may come back later */
  constructor(host: ReactiveControllerHost, leave: () => void) {
    this.#leave = leave;
    host.addController(this);
  }

  hostConnected(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  hostDisconnected(): void {
    this.#cancel ??= timeout(LEAVING_TIME, () => {
      this.#cancel = undefined;
      this.#leave();
    });
  }
}

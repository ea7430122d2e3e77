import { Scope } from '../../lifetime/scope.js';
import { windowOf } from '../presence/window-of.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the screen on while it is wanted and the page is visible, if the browser can. The browser releases the lock when the page
 * is hidden; it is acquired again when the page is visible again. Main thread.
 */
export class ScreenLock implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #isWanted: () => boolean;
  #scope: Scope | undefined;
  #lock: WakeLockSentinel | undefined;
  /** Number of the newest request; a lock that arrives later than a newer request is released. */
  #requests = 0;
  #isRequesting = false;

  /** @param isWanted whether the screen should stay on; `update` reads it */
  constructor(host: ReactiveControllerHost & Element, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  hostConnected(): void {
    this.#scope = new Scope();
    this.#scope.listen(this.#host.ownerDocument, 'visibilitychange', () => this.update());
    this.update();
  }

  hostDisconnected(): void {
    void this.#scope?.close();
    this.#scope = undefined;
    this.#release();
  }

  /** Acquires or releases the lock, if that has changed. */
  update(): void {
    const isWanted = this.#scope !== undefined && this.#isWanted();
    if (!isWanted) this.#release();
    else if (!this.#host.ownerDocument.hidden && !this.#isRequesting && (this.#lock?.released ?? true))
      void this.#acquire();
  }

  async #acquire(): Promise<void> {
    // Absent in older browsers and on insecure pages.
    const { wakeLock } = windowOf(this.#host).navigator as Partial<Navigator>;
    if (!wakeLock) return;
    const request = ++this.#requests;
    this.#isRequesting = true;
    try {
      const lock = await wakeLock.request('screen');
      if (request === this.#requests) this.#lock = lock;
      else void lock.release();
    } catch {
      // The battery is low, or the page may not keep the screen on: the system's settings apply.
    } finally {
      if (request === this.#requests) this.#isRequesting = false;
    }
  }

  #release(): void {
    this.#requests++;
    this.#isRequesting = false;
    void this.#lock?.release();
    this.#lock = undefined;
  }
}

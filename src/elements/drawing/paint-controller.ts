import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { displayClock } from './display-clock.js';

/**
 * Paints the host when it is asked to, at most once per display frame and once per `interval`, and only while the host
 * is on the screen. What was asked for meanwhile is painted once, later.
 */
export class PaintController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #paint: (now: number) => void;
  readonly #interval: () => number;
  #observer: IntersectionObserver | undefined;
  #onScreen = false;
  #wanted = false;
  #painted = -Infinity;

  /** @param interval Least time between two paints, milliseconds. */
  constructor(host: ReactiveControllerHost & Element, paint: (now: number) => void, interval: () => number = () => 0) {
    this.#host = host;
    this.#paint = paint;
    this.#interval = interval;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#schedule();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#onScreen = false;
    displayClock.remove(this.#tick);
  }

  /** Ask for a paint. */
  invalidate(): void {
    this.#wanted = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#wanted && this.#onScreen) displayClock.add(this.#tick);
    else displayClock.remove(this.#tick);
  }

  readonly #tick = (now: number): void => {
    if (now - this.#painted < this.#interval()) return;
    this.#painted = now;
    this.#wanted = false;
    this.#paint(now);
    this.#schedule();
  };
}

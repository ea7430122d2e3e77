import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf, type RealmWindow } from '../presence/window-of.js';

/** Called once per displayed frame with the frame's time, milliseconds on the clock of `performance.now()`. */
export type FrameTask = (now: number) => void;

/** One requestAnimationFrame loop for all elements of a window. It runs only while there is a task. */
export class DisplayClock {
  readonly #window: () => RealmWindow;
  readonly #tasks = new Set<FrameTask>();
  #request = 0;

  /** @param view returns the window whose display frames count; a server, which imports this too, has none */
  constructor(view: () => RealmWindow = () => window) {
    this.#window = view;
  }

  get size(): number {
    return this.#tasks.size;
  }

  add(task: FrameTask): void {
    this.#tasks.add(task);
    this.#request ||= this.#window().requestAnimationFrame(this.#tick);
  }

  remove(task: FrameTask): void {
    this.#tasks.delete(task);
    if (this.#tasks.size > 0) return;
    this.#window().cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  readonly #tick = (now: number): void => {
    this.#request = this.#window().requestAnimationFrame(this.#tick);
    // Each window counts from its own opening; the elements keep the time of the script's window.
    const time = this.#window() === window ? now : performance.now();
    for (const task of [...this.#tasks]) task(time);
  };
}

/** Display clock of the script's own window. */
export const displayClock = new DisplayClock();

/** Display clocks of other windows. */
const clocks = new WeakMap<RealmWindow, DisplayClock>();

/** Returns the display clock of a window. */
function clockOf(view: RealmWindow): DisplayClock {
  if (view === window) return displayClock;
  let clock = clocks.get(view);
  if (!clock) clocks.set(view, (clock = new DisplayClock(() => view)));
  return clock;
}

/**
 * Paints the host on request: at most once per display frame and once per `interval`, and only while the host is on the
 * screen. Requests in between are merged into one later paint.
 */
export class PaintController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #paint: (now: number) => void;
  readonly #interval: () => number;
  /** Clock of the window that shows the host. */
  #clock = displayClock;
  #observer: IntersectionObserver | undefined;
  #onScreen = false;
  #isRequested = false;
  #painted = -Infinity;

  /** @param interval returns the minimum time between two paints, ms */
  constructor(host: ReactiveControllerHost & Element, paint: (now: number) => void, interval: () => number = () => 0) {
    this.#host = host;
    this.#paint = paint;
    this.#interval = interval;
    host.addController(this);
  }

  hostConnected(): void {
    const view = windowOf(this.#host);
    this.#clock = clockOf(view);
    this.#observer = new view.IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#schedule();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#onScreen = false;
    this.#clock.remove(this.#tick);
  }

  /** Requests a paint. */
  invalidate(): void {
    this.#isRequested = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isRequested && this.#onScreen) this.#clock.add(this.#tick);
    else this.#clock.remove(this.#tick);
  }

  readonly #tick = (now: number): void => {
    if (now - this.#painted < this.#interval()) return;
    this.#painted = now;
    this.#isRequested = false;
    this.#paint(now);
    this.#schedule();
  };
}

/** Time between two steps of a moving picture with reduced motion, ms. */
const REDUCED_STEP = 1000;

let reducedMotion: MediaQueryList | undefined;
let canHover: MediaQueryList | undefined;

/** Returns the minimum time between two steps of a moving picture, ms: 0, or 1000 if the user prefers reduced motion. */
export function motionInterval(): number {
  reducedMotion ??= matchMedia('(prefers-reduced-motion: reduce)');
  return reducedMotion.matches ? REDUCED_STEP : 0;
}

/** Whether the pointer is over an element or the focus is inside it. Its lists must then not change order. */
export function isPointedAt(element: Element): boolean {
  // On touch screens `:hover` stays set after a tap.
  canHover ??= matchMedia('(hover: hover)');
  return (canHover.matches && element.matches(':hover')) || element.matches(':focus-within');
}

import type { ListenerLike } from '../listener/listener-controller.js';

/** How long the past stays within reach, seconds. */
export const KEPT = 300;
/** The shortest stretch that fills a picture, seconds. */
const SHORTEST = 2;

/** The moments that can be shown, seconds on the sound's clock. */
export interface TimeRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * What all views of one Listener show of its time: the present, or a moment that is held; and how much of it. So a
 * spectrogram and the timeline under it stay on one axis whichever of them is moved.
 */
export class TimeView {
  #held: number | undefined;
  #zoom = 1;
  readonly #watchers = new Set<() => void>();

  /** The moment at the right edge, seconds; undefined while the present is shown. */
  get held(): number | undefined {
    return this.#held;
  }

  /** How much shorter than a view's own `seconds` the stretch is that fills it. */
  get zoom(): number {
    return this.#zoom;
  }

  /** Holds a moment at the right edge; past the newest it is the present again. */
  hold(edge: number, { oldest, newest }: TimeRange): void {
    if (!Number.isFinite(newest)) return;
    this.#set(edge >= newest ? undefined : Math.max(edge, Math.min(oldest, newest)), this.#zoom);
  }

  /** Holds the moment that is shown, though it is the newest. */
  pause(edge: number): void {
    if (Number.isFinite(edge)) this.#set(edge, this.#zoom);
  }

  live(): void {
    this.#set(undefined, this.#zoom);
  }

  /** @param seconds the view's own, which a zoom of 1 shows */
  zoomBy(factor: number, seconds: number): void {
    this.#set(this.#held, Math.min(Math.max(this.#zoom * factor, seconds / KEPT), seconds / SHORTEST));
  }

  /** Calls back after each change. Returns what ends it. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  #set(held: number | undefined, zoom: number): void {
    if (held === this.#held && zoom === this.#zoom) return;
    this.#held = held;
    this.#zoom = zoom;
    for (const tell of [...this.#watchers]) tell();
  }
}

const views = new WeakMap<ListenerLike, TimeView>();

export function timeViewOf(listener: ListenerLike): TimeView {
  let view = views.get(listener);
  if (!view) views.set(listener, (view = new TimeView()));
  return view;
}

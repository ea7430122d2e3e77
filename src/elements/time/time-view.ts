import type { ListenerLike } from '../listener/listener-controller.js';

/** Length of the history that views can show, seconds. */
export const KEPT = 300;
/** Shortest visible time span, seconds. */
const SHORTEST = 2;

/** Times that can be shown at the right edge, seconds of session time. */
export interface TimeRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * Time position and zoom shared by all views of one listener, so that a spectrogram and the timeline below it keep the same
 * axis. A view is either live or paused at a time.
 */
export class TimeView {
  #held: number | undefined;
  #zoom = 1;
  readonly #watchers = new Set<() => void>();

  /** Time at the right edge of a paused view, seconds; undefined while the view is live. */
  get held(): number | undefined {
    return this.#held;
  }

  /** Ratio of a view's own `seconds` to the visible time span. */
  get zoom(): number {
    return this.#zoom;
  }

  /** Pauses with a time at the right edge. From the newest time on, the view is live again. */
  hold(edge: number, { oldest, newest }: TimeRange): void {
    if (!Number.isFinite(newest)) return;
    this.#set(edge >= newest ? undefined : Math.max(edge, Math.min(oldest, newest)), this.#zoom);
  }

  /** Pauses at the time shown, even if that is the newest. */
  pause(edge: number): void {
    if (Number.isFinite(edge)) this.#set(edge, this.#zoom);
  }

  live(): void {
    this.#set(undefined, this.#zoom);
  }

  /**
   * Multiplies the zoom by a factor.
   *
   * @param seconds the view's own time span, shown at a zoom of 1
   */
  zoomBy(factor: number, seconds: number): void {
    this.#set(this.#held, Math.min(Math.max(this.#zoom * factor, seconds / KEPT), seconds / SHORTEST));
  }

  /** Calls back after each change. Returns a function that ends it. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  #set(held: number | undefined, zoom: number): void {
    if (held === this.#held && zoom === this.#zoom) return;
    this.#held = held;
    this.#zoom = zoom;
    for (const watcher of [...this.#watchers]) watcher();
  }
}

const views = new WeakMap<ListenerLike, TimeView>();

export function timeViewOf(listener: ListenerLike): TimeView {
  let view = views.get(listener);
  if (!view) views.set(listener, (view = new TimeView()));
  return view;
}

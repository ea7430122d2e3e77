import { KEPT, TimeView, timeViewOf, type TimeRange } from './time-view.js';
import type { ListenerLike } from '../listener/listener-controller.js';

/** Jump between session time and display time that means a new session or a gap, seconds. */
const JUMP = 0.5;

/**
 * Computes the time at the right edge of a live picture. Frames arrive in bursts of one network step. The edge moves
 * evenly, one step behind their mean arrival, and never past the newest frame.
 *
 * Two views that receive the same events and display times show the same axis without knowing of each other.
 */
export class TimeAxis {
  #newest = -Infinity;
  #lead = 0;
  #step = 0;

  /** End of the newest frame, seconds of session time; −Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /**
   * Handles the arrival of a network step.
   *
   * @param end end of the newest frame, seconds
   * @param step length of the step, seconds
   * @param now ms
   */
  arrive(end: number, step: number, now: number): void {
    const lead = end - now / 1000;
    const jumped = this.#newest === -Infinity || end < this.#newest || Math.abs(lead - this.#lead) > JUMP;
    this.#lead = jumped ? lead : this.#lead + 0.05 * (lead - this.#lead);
    this.#newest = end;
    this.#step = step;
  }

  /**
   * Returns the time at the right edge, seconds of session time.
   *
   * @param now ms
   */
  edge(now: number): number {
    return Math.min(this.#newest, now / 1000 + this.#lead - this.#step);
  }

  reset(): void {
    this.#newest = -Infinity;
  }
}

/** Time range that one view shows. Frames move it on; its {@link TimeView} pauses and zooms it. */
export class TimeWindow {
  readonly #seconds: () => number;
  readonly #onChange: () => void;

  #view = new TimeView();
  #unwatch: (() => void) | undefined;
  readonly #axis = new TimeAxis();
  #began = Infinity;

  /**
   * @param seconds returns the visible time span at a zoom of 1
   * @param onChange called when the view is paused, made live or zoomed
   */
  constructor(seconds: () => number, onChange: () => void) {
    this.#seconds = seconds;
    this.#onChange = onChange;
  }

  get view(): TimeView {
    return this.#view;
  }

  /** End of the newest frame, seconds; −Infinity before the first. */
  get newest(): number {
    return this.#axis.newest;
  }

  /** Times that can be shown at the right edge. The oldest one fills the picture with history, if there is enough of it. */
  get range(): TimeRange {
    const { newest } = this;
    return { oldest: Math.min(Math.max(this.#began, newest - KEPT) + this.span, newest), newest };
  }

  /** Visible time span, seconds. */
  get span(): number {
    return this.#seconds() / this.#view.zoom;
  }

  /** Shares the time view of a listener. Without one, keeps what is shown. */
  follow(listener: ListenerLike | undefined): void {
    this.#unwatch?.();
    if (listener) this.#view = timeViewOf(listener);
    this.#unwatch = listener && this.#view.watch(this.#onChange);
  }

  /**
   * Handles the arrival of a network step.
   *
   * @param time time of the first frame, seconds
   * @param step length of the step, seconds
   * @param now ms
   */
  arrive(time: number, step: number, now: number): void {
    if (this.newest === -Infinity || time < this.#began) this.#began = time;
    this.#axis.arrive(time + step, step, now);
  }

  /**
   * Returns the time at the right edge, seconds.
   *
   * @param now ms
   */
  edge(now: number): number {
    const { held } = this.#view;
    // A view paused for too long follows the oldest time kept.
    return held === undefined ? this.#axis.edge(now) : Math.max(held, this.range.oldest);
  }

  /**
   * Whether the picture still moves without new frames.
   *
   * @param now ms
   */
  moves(now: number): boolean {
    return this.#view.held === undefined && this.#axis.edge(now) < this.newest;
  }

  /** Resets the window for a new session and makes its view live. */
  reset(): void {
    this.#resetAxis();
    this.#view.live();
  }

  #resetAxis(): void {
    this.#axis.reset();
    this.#began = Infinity;
  }
}

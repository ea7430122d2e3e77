import { KEPT, TimeView, timeViewOf, type TimeRange } from './time-view.js';
import type { ListenerLike } from '../listener/listener-controller.js';

/** A jump of the sound's clock against the display's beyond which it is a new session or a gap, seconds. */
const JUMP = 0.5;

/**
 * Which moment of the sound stands at the right edge of the picture. Frames arrive in bursts of one network step; the
 * edge moves evenly, one step behind their mean arrival, and never past what has been heard.
 *
 * Two views that are given the same events and display times show the same axis, without knowing of each other.
 */
export class TimeAxis {
  #newest = -Infinity;
  #lead = 0;
  #step = 0;

  /** End of the newest frame, seconds on the sound's clock; −Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** @param end End of the newest frame, seconds. @param step Length of the step, seconds. @param now Milliseconds. */
  arrive(end: number, step: number, now: number): void {
    const lead = end - now / 1000;
    const jumped = this.#newest === -Infinity || end < this.#newest || Math.abs(lead - this.#lead) > JUMP;
    this.#lead = jumped ? lead : this.#lead + 0.05 * (lead - this.#lead);
    this.#newest = end;
    this.#step = step;
  }

  /** The moment at the right edge, seconds on the sound's clock. @param now Milliseconds. */
  edge(now: number): number {
    return Math.min(this.#newest, now / 1000 + this.#lead - this.#step);
  }

  reset(): void {
    this.#newest = -Infinity;
  }
}

/** The stretch of time that one view shows. Frames move it along; its {@link TimeView} holds and zooms it. */
export class TimeWindow {
  readonly #seconds: () => number;
  readonly #onChange: () => void;

  #view = new TimeView();
  #unwatch: (() => void) | undefined;
  readonly #axis = new TimeAxis();
  #began = Infinity;

  /**
   * @param seconds What fills the view at a zoom of 1.
   * @param onChange The moment is held, released or zoomed.
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

  /** What can be brought to the right edge: a full picture of the past, where there is so much. */
  get range(): TimeRange {
    const { newest } = this;
    return { oldest: Math.min(Math.max(this.#began, newest - KEPT) + this.span, newest), newest };
  }

  /** Length of the stretch, seconds. */
  get span(): number {
    return this.#seconds() / this.#view.zoom;
  }

  follow(listener: ListenerLike | undefined): void {
    this.#unwatch?.();
    this.#view = listener ? timeViewOf(listener) : new TimeView();
    this.#unwatch = listener && this.#view.watch(this.#onChange);
    this.#forget();
  }

  /** @param time First frame, seconds. @param step Length of the step, seconds. @param now Milliseconds. */
  arrive(time: number, step: number, now: number): void {
    if (this.newest === -Infinity || time < this.#began) this.#began = time;
    this.#axis.arrive(time + step, step, now);
  }

  /** The moment at the right edge, seconds. @param now Milliseconds. */
  edge(now: number): number {
    const { held } = this.#view;
    // What is held too long leaves what is kept.
    return held === undefined ? this.#axis.edge(now) : Math.max(held, this.range.oldest);
  }

  /** Whether the picture still moves although no frame comes. @param now Milliseconds. */
  moves(now: number): boolean {
    return this.#view.held === undefined && this.#axis.edge(now) < this.newest;
  }

  /** At the beginning of a session. */
  reset(): void {
    this.#forget();
    this.#view.live();
  }

  #forget(): void {
    this.#axis.reset();
    this.#began = Infinity;
  }
}

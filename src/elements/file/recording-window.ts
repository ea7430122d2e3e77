import { TimeScale } from '../time/time-scale.js';

/** Shortest visible part, seconds. */
const SHORTEST = 4;
/** Duration from which a recording can be zoomed, seconds. */
const LONG = 30;

/** The visible part of a recording. Times are seconds from its start. */
export class RecordingWindow {
  readonly #onChange: () => void;
  #duration = 0;
  #from = 0;
  #span = 0;

  /** @param onChange called after each change of the visible part, not after `reset` */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Shows a whole recording. */
  reset(duration: number): void {
    this.#duration = this.#span = duration;
    this.#from = 0;
  }

  /** Whether the recording is long enough to show a part of it. */
  get isLong(): boolean {
    return this.#duration >= LONG;
  }

  get isWhole(): boolean {
    return this.#span >= this.#duration;
  }

  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#from + this.#span;
  }

  get span(): number {
    return this.#span;
  }

  get scale(): TimeScale {
    return new TimeScale(this.to, this.#span);
  }

  /** Whether a span is at least partly visible. */
  shows(onset: number, offset: number): boolean {
    return onset < this.to && offset > this.#from;
  }

  /** Returns the visible part of a span, so that its name is visible, too. */
  visible(onset: number, offset: number): { left: number; length: number } {
    const left = Math.max(onset, this.#from);
    return { left, length: Math.min(offset, this.to) - left };
  }

  /**
   * Zooms in or out.
   *
   * @param factor above 1 shows less
   * @param at time that keeps its place; default: the middle
   */
  zoom(factor: number, at = this.#from + this.#span / 2): void {
    if (!this.isLong) return;
    const span = Math.min(Math.max(this.#span / factor, SHORTEST), this.#duration);
    const place = this.#span > 0 ? (at - this.#from) / this.#span : 0;
    this.#set(at - place * span, span);
  }

  /** Shows the whole recording. */
  zoomOut(): void {
    this.#set(0, this.#duration);
  }

  /** Moves the visible part. @param seconds towards the end */
  move(seconds: number): void {
    this.#set(this.#from + seconds, this.#span);
  }

  /** Moves the visible part so that a time is in its middle. */
  centre(time: number): void {
    this.#set(time - this.#span / 2, this.#span);
  }

  /** Turns to the part with a time, as one turns a page, if it is not visible. */
  follow(time: number): void {
    if (time < this.#from || time > this.to) this.#set(time, this.#span);
  }

  #set(from: number, span: number): void {
    const start = Math.min(Math.max(from, 0), Math.max(0, this.#duration - span));
    if (start === this.#from && span === this.#span) return;
    this.#from = start;
    this.#span = span;
    this.#onChange();
  }
}

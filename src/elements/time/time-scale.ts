import { html } from 'lit';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** Round distances between labelled times, seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Maps times to positions in a picture. Times are seconds; positions are CSS percentages of the picture's width. */
export class TimeScale {
  /**
   * @param end time at the right edge; −Infinity while there is none
   * @param span visible time span
   */
  constructor(
    readonly end: number,
    readonly span: number,
  ) {}

  left(time: number): string {
    return `${(100 * (time - (this.end - this.span))) / this.span}%`;
  }

  width(length: number): string {
    return `${(100 * length) / this.span}%`;
  }

  /**
   * Returns how far the picture has moved since its layout.
   *
   * @param edge time at the right edge now
   */
  shift(edge: number): string {
    return `${(-100 * (edge - this.end)) / this.span}%`;
  }
}

/**
 * Returns a round distance between labelled times, seconds.
 *
 * @param room number of labels that fit
 */
export function tickStep(span: number, room: number): number {
  const longest = STEPS.at(-1)!;
  return STEPS.find((step) => span / step <= room) ?? Math.ceil(span / room / longest) * longest;
}

/**
 * Returns the times to label in a picture, never negative, in order. The first may be just left of it, where its label is
 * cut.
 *
 * @param room number of labels that fit
 * @param ahead distance beyond the right edge to include, seconds
 */
export function timeTicks({ end, span }: TimeScale, room: number, ahead = 0): number[] {
  if (end === -Infinity) return [];
  const step = tickStep(span, room);
  const first = Math.max(0, Math.floor((end - span) / step));
  const last = Math.floor((end + ahead) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Renders the labels of a time axis. */
export function timeLabels(words: Words, scale: TimeScale, ticks: readonly number[]) {
  return ticks.map(
    (time) => html`<span class="tick" ${ownStyle({ left: scale.left(time) })}>${words.clock(time)}</span>`,
  );
}

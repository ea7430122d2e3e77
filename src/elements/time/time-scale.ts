import { html } from 'lit';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** Distances between labelled times that are easy to count in, seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Where moments stand in a picture. Times are seconds; places are % of the picture's width, as CSS writes them. */
export class TimeScale {
  /** @param end The moment at the right edge; −Infinity while there is none. @param span Length of the picture. */
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

  /** Returns how far the whole has moved since. @param edge The moment that is at the right edge now. */
  shift(edge: number): string {
    return `${(-100 * (edge - this.end)) / this.span}%`;
  }
}

/** Returns a round distance between labelled times, seconds. @param room How many labels fit. */
export function tickStep(span: number, room: number): number {
  const longest = STEPS.at(-1)!;
  return STEPS.find((step) => span / step <= room) ?? Math.ceil(span / room / longest) * longest;
}

/**
 * Returns the moments to label in a picture, from 0 on, in order. The first may be just left of it, where its label is cut.
 *
 * @param room How many labels fit.
 * @param ahead How far beyond the right edge to go on, seconds.
 */
export function timeTicks({ end, span }: TimeScale, room: number, ahead = 0): number[] {
  if (end === -Infinity) return [];
  const step = tickStep(span, room);
  const first = Math.max(0, Math.floor((end - span) / step));
  const last = Math.floor((end + ahead) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** The labels of a time axis, each at its place. */
export function timeLabels(words: Words, scale: TimeScale, ticks: readonly number[]) {
  return ticks.map(
    (time) => html`<span class="tick" ${ownStyle({ left: scale.left(time) })}>${words.clock(time)}</span>`,
  );
}

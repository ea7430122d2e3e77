import { html } from 'lit';
import type { BarLayout } from './bar-layout.js';
import { ownStyle } from '../style/own-style.js';
import { tickStep } from './tick-step.js';
import type { Words } from '../words/words.js';

/** The times under a moving picture. @param ahead How far beyond its right edge there are some, seconds. */
export function timeLabels(words: Words, layout: BarLayout, ahead: number) {
  const { base, span } = layout;
  if (base === -Infinity) return [];
  const step = tickStep(span);
  const last = Math.floor((base + ahead) / step) * step;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, i) => last - i * step)
    .filter((time) => time >= 0)
    .map((time) => html`<span class="tick" ${ownStyle({ left: `${layout.left(time)}%` })}>${words.clock(time)}</span>`);
}

import { html } from 'lit';
import type { Gap } from '../../listener/listener-events.js';
import type { BarLayout } from '../time/bar-layout.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** The stretches without sound in a moving picture. @param ahead How far beyond its right edge there are some, seconds. */
export function timelineGaps(words: Words, gaps: readonly Gap[], layout: BarLayout, ahead: number) {
  const { base, span } = layout;
  const [left, right] = [base - span, base + ahead];
  return gaps
    .filter(({ from, to }) => from < right && to > left)
    .map(({ from, to }) => {
      const [start, end] = [Math.max(from, left), Math.min(to, right)];
      const place = { left: `${layout.left(start)}%`, width: `${(100 * (end - start)) / span}%` };
      return html`<div
        class="gap"
        part="gap"
        role="img"
        aria-label=${words.strings.gap(words.span(from, to))}
        ${ownStyle(place)}
      ></div>`;
    });
}

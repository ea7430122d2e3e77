import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../../decisions/detection.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** Boxes of other sounds lie in so many rows. */
const ROWS = 4;

/** Boxes around detections, for a {@link BoxLayer} to place. @param named Whether each says what it is. */
export function detectionBoxes(detections: readonly Detection[], words: Words, named: boolean) {
  return repeat(
    detections,
    ({ id }) => id,
    ({ head, label, id }) => {
      // Boxes that lie over each other stay apart, and so do their names.
      const row = head === 'bird' ? 0 : head === 'genre' ? 1 : 2 + (id % ROWS);
      return html`<div class="box ${head}" part="box ${head}" ${ownStyle({ '--row': row, '--inset': `${row * 2}px` })}>
        ${named ? html`<span>${words.className(label)}</span>` : ''}
      </div>`;
    },
  );
}

/** The detections that lie in a stretch of time, seconds. */
export function detectionsWithin(detections: readonly Detection[], from: number, to: number): Detection[] {
  return detections.filter(({ onset, offset }) => onset < to && (offset ?? Infinity) > from);
}

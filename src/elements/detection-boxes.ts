import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { ownStyle } from './own-style';
import type { Words } from './words';

/** A box is at least so wide, CSS pixels. */
const THINNEST = 4;
/** Boxes of other sounds lie in so many rows. */
const ROWS = 4;

/** Boxes around detections, for {@link placeBoxes} to place. @param named Whether each says what it is. */
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

/**
 * Puts each box where its detection stands in a picture of the time between `from` and `to`, seconds.
 *
 * @param width of the picture, CSS pixels
 */
export function placeBoxes(
  boxes: NodeListOf<HTMLElement>,
  detections: readonly Detection[],
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
): void {
  const second = width / (to - from);
  detections.forEach(({ onset, offset }, i) => {
    // A box that comes with this update is placed by the paint after it.
    const style = boxes[i]?.style;
    const [left, right] = [Math.max(onset, from - 1), Math.min(offset ?? to, to + 1)];
    style?.setProperty('left', `${(left - from) * second}px`);
    style?.setProperty('width', `${Math.max((right - left) * second, THINNEST)}px`);
    style?.setProperty('--hidden', `${(from - left) * second}px`);
  });
}

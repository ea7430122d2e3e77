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

/** A box is at least so wide, CSS pixels. */
const THINNEST = 4;
/** The boxes are laid out anew after this long, seconds; in between their layer is shifted. */
const LAYOUT = 1;

/** The layer that the boxes in a spectrogram lie on: with a display frame it moves as one. */
export class BoxLayer {
  readonly #element: () => HTMLElement;

  #isStale = true;
  /** The moment at the right edge when the boxes were laid out, seconds. */
  #base = 0;
  /** Width of a second then, CSS pixels. */
  #second = 0;

  constructor(element: () => HTMLElement) {
    this.#element = element;
  }

  /** The boxes were rendered anew. */
  invalidate(): void {
    this.#isStale = true;
  }

  /**
   * Puts each box where its detection stands in a picture of the time between `from` and `to`, seconds.
   *
   * @param detections as they were rendered, each a child of the layer
   * @param width of the picture, CSS pixels
   */
  place(detections: readonly Detection[], from: number, to: number, width: number): void {
    const layer = this.#element();
    const boxes = layer.children as HTMLCollectionOf<HTMLElement>;
    const second = width / (to - from);
    const ahead = to - this.#base;
    const isNew = this.#isStale || second !== this.#second || ahead < 0 || ahead >= LAYOUT;
    if (isNew) {
      this.#isStale = false;
      this.#base = to;
      this.#second = second;
    }
    layer.style.transform = `translateX(${(this.#base - to) * second}px)`;
    for (const [i, { onset, offset }] of detections.entries()) {
      // A box that comes with the next update is placed by the paint after it.
      const box = boxes[i];
      if (!box) break;
      const left = Math.max(onset, this.#base - (to - from) - LAYOUT);
      if (isNew) {
        // What goes on is cut by the edge, so that it need not grow with each frame.
        const right = Math.min(offset ?? Infinity, to + 2 * LAYOUT);
        box.style.left = `${(left - from) * second}px`;
        box.style.width = `${Math.max((right - left) * second, THINNEST)}px`;
      }
      // A name stays in the picture while its box leaves it.
      if (left < from && box.firstElementChild) box.style.setProperty('--hidden', `${(from - left) * second}px`);
    }
  }
}

import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../../decisions/detection.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** Number of rows among which the boxes of sound events are distributed. */
const ROWS = 4;

/**
 * Renders boxes around detections; a {@link BoxLayer} places them.
 *
 * @param named whether each box shows the class name
 */
export function detectionBoxes(detections: readonly Detection[], words: Words, named: boolean) {
  return repeat(
    detections,
    ({ id }) => id,
    ({ head, label, id }) => {
      // Separates overlapping boxes and their names.
      const row = head === 'bird' ? 0 : head === 'genre' ? 1 : 2 + (id % ROWS);
      return html`<div class="box ${head}" part="box ${head}" ${ownStyle({ '--row': row, '--inset': `${row * 2}px` })}>
        ${named ? html`<span>${words.className(label)}</span>` : ''}
      </div>`;
    },
  );
}

/** Renders a bracket for the span of each selected detection; a {@link BoxLayer} places them. */
export function selectionBrackets(selected: readonly Detection[]) {
  return repeat(
    selected,
    ({ id }) => id,
    ({ head }) => html`<div class="bracket ${head}" part="bracket ${head}"></div>`,
  );
}

/** Minimum width of a box, CSS pixels. */
const THINNEST = 4;
/** Time between layouts of the boxes, seconds. In between, only their layer is shifted. */
const LAYOUT = 1;

/** Layer of the boxes and brackets on a spectrogram. Each display frame moves it as one element. */
export class BoxLayer {
  readonly #element: () => HTMLElement;

  /** The detections whose boxes are the children of the layer. */
  #rendered: readonly Detection[] = [];
  #isStale = true;
  /** Time at the right edge at the last layout, seconds. */
  #base = 0;
  /** Width of one second at the last layout, CSS pixels. */
  #second = 0;

  constructor(element: () => HTMLElement) {
    this.#element = element;
  }

  /** Accepts newly rendered boxes, one child of the layer for each detection. The next call of `place` lays them out. */
  rendered(detections: readonly Detection[]): void {
    this.#rendered = detections;
    this.#isStale = true;
  }

  /**
   * Places each rendered box at its detection, in a picture of the time from `from` to `to`, seconds.
   *
   * @param width of the picture, CSS pixels
   */
  place(from: number, to: number, width: number): void {
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
    for (const [i, { onset, offset }] of this.#rendered.entries()) {
      const box = boxes[i]!;
      const left = Math.max(onset, this.#base - (to - from) - LAYOUT);
      if (isNew) {
        // The box of an ongoing detection extends beyond the edge, so that it need not grow with each frame.
        const right = Math.min(offset ?? Infinity, to + 2 * LAYOUT);
        box.style.left = `${(left - from) * second}px`;
        box.style.width = `${Math.max((right - left) * second, THINNEST)}px`;
      }
      // A name stays visible while its box moves out of the picture.
      if (left < from && box.firstElementChild) box.style.setProperty('--hidden', `${(from - left) * second}px`);
    }
  }
}

import type { Detection } from '../../src/decisions/detection.js';
import type { Words } from '../../src/elements/words/words.js';
import { markerRows, type MarkerBar, type MarkerRow } from './marker-rows.js';

/** Width of the narrowest marker, CSS pixels. */
const NARROWEST = 3;
/** Width of a letter, and of the space around a name, CSS pixels. */
const [LETTER, SPACE] = [7, 10];

export interface MarkerViewOptions {
  readonly words: Words;
  /** Length of the arrangement, seconds. */
  readonly length: number;
  /** Position of the playhead, seconds: the end of markers that have not ended. */
  readonly position: number;
}

/** Draws the markers of one track: a named row for each sound. */
export class MarkerView {
  #drawn = '';
  readonly #list: HTMLElement;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** @param markers sorted by onset */
  draw(markers: readonly Detection[], { words, length, position }: MarkerViewOptions): void {
    const width = Math.max(1, this.#list.clientWidth);
    const rows = markerRows(markers, { now: position, shortest: (NARROWEST * length) / width });
    // Leaves the rows alone if nothing has changed, so that a tooltip stays.
    const key = JSON.stringify([words.lang, length, width, rows]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const lane = Math.max(1, this.#list.querySelector('.bars')?.clientWidth ?? width);
    this.#list.replaceChildren(...rows.map((row) => rowElement(row, words, { length, width: lane })));
  }
}

/** Length of the time axis in seconds and in CSS pixels. */
interface Axis {
  readonly length: number;
  readonly width: number;
}

function rowElement({ head, label, bars }: MarkerRow, words: Words, axis: Axis): HTMLElement {
  const row = element('li', `row ${head}`);
  const name = element('span', 'name', words.className(label));
  name.dir = 'auto';
  name.title = name.textContent;
  const list = element('ol', 'bars');
  list.append(...bars.map((bar) => barElement(bar, label, words, axis)));
  row.append(name, list);
  return row;
}

function barElement({ from, to, markers }: MarkerBar, row: string, words: Words, axis: Axis): HTMLElement {
  const { length, width } = axis;
  const item = element('li');
  item.dataset['from'] = String(from);
  item.style.left = `${String((100 * from) / length)}%`;
  item.style.width = `${String((100 * (to - from)) / length)}%`;
  item.style.setProperty('--sure', String(Math.max(...markers.map(({ confidence }) => confidence))));
  const names = [...new Set(markers.map(({ label }) => label))].filter((label) => label !== row);
  const name = names.map((label) => words.className(label)).join(', ');
  const hasRoom = (width * (to - from)) / length >= LETTER * name.length + SPACE;
  const shown = element('span', 'label', hasRoom ? name : '');
  shown.dir = 'auto';
  const spans = markers.map((marker) => `${words.soundName(marker)} ${spanText(marker, words)}`);
  const times = element('span', 'visually-hidden', words.list(spans));
  item.title = spans.join('\n');
  item.append(shown, times);
  return item;
}

/** Returns a marker's times, to a tenth of a second. */
const spanText = ({ onset, offset }: Detection, words: Words): string =>
  offset === null
    ? words.strings.since(words.clock(onset, 1))
    : words.strings.span(words.clock(onset, 1), words.clock(offset, 1));

function element(tag: 'li' | 'ol' | 'span', className = '', text = ''): HTMLElement {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

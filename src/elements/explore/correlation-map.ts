import { html, noChange, nothing } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';
import { exploreStrings } from './explore-words.js';

/** Pairs that are listed. */
const STRONGEST = 8;
/** Rows of a page. */
const PAGE = 10;
/** Colours of a correlation of −1, 0 and 1. The picture is dark in both schemes, like the spectrogram. */
const [BELOW, NONE, ABOVE] = [
  [109, 179, 255],
  [16, 18, 22],
  [255, 122, 122],
] as const;

/** A cell of the heat map: row and column. */
export type Cell = readonly [row: number, column: number];

class DrawnCorrelation extends Directive {
  #drawn: Float64Array | undefined;

  override update({ element }: ElementPart, [values]: [Float64Array]): typeof noChange {
    if (values !== this.#drawn) draw(element as HTMLCanvasElement, values);
    this.#drawn = values;
    return noChange;
  }

  override render(values: Float64Array): typeof noChange {
    void values;
    return noChange;
  }
}

const drawnCorrelation = directive(DrawnCorrelation);

/**
 * Renders the correlations of the descriptors as a heat map, and the strongest pairs as text. By keyboard and for a screen reader the
 * heat map is a grid with one tab stop. Of its cells, only the current one is in the document: all would be 3249.
 *
 * @param values as `correlations` returns them
 * @param current cell under the pointer or the focus; undefined for none
 */
export function correlationMap(
  words: Words,
  values: Float64Array,
  current: Cell | undefined,
  point: (cell: Cell | undefined) => void,
) {
  const explore = exploreStrings(words);
  const width = COURSE_DESCRIPTORS.length;
  const pairText = ([row, column]: Cell) =>
    explore.pair(COURSE_DESCRIPTORS[row]!, COURSE_DESCRIPTORS[column]!, words.number(values[row * width + column]!, 2));
  const cellAt = ({ currentTarget, clientX, clientY }: PointerEvent): Cell => {
    const box = (currentTarget as Element).getBoundingClientRect();
    const place = (at: number, from: number, size: number) =>
      Math.min(width - 1, Math.max(0, Math.floor(((at - from) / size) * width)));
    return [place(clientY, box.top, box.height), place(clientX, box.left, box.width)];
  };
  const key = (event: KeyboardEvent) => {
    const next = cellAfter(event, current ?? [0, 0], width);
    if (!next) return;
    event.preventDefault();
    point(next);
  };
  return html`<p class="small muted">${explore.correlationWhat}</p>
    <div class="heat">
      <div>
        <div
          class="grid"
          role="grid"
          tabindex="0"
          aria-label=${explore.correlation}
          aria-describedby="grid-hint"
          aria-readonly="true"
          aria-rowcount=${width}
          aria-colcount=${width}
          aria-activedescendant=${current ? idOf(current) : nothing}
          @focus=${() => point(current ?? [0, 0])}
          @keydown=${key}
          @pointerdown=${(event: PointerEvent) => point(cellAt(event))}
          @pointermove=${(event: PointerEvent) => point(cellAt(event))}
        >
          <canvas aria-hidden="true" ${drawnCorrelation(values)}></canvas>
          ${current ? keyed(idOf(current), gridCell(current, width, pairText(current))) : emptyRow}
        </div>
        <p class="small pointed" aria-hidden="true">${current ? pairText(current) : ''}</p>
        <p class="small muted" id="grid-hint">${explore.gridHint}</p>
      </div>
      <div>
        <h3 id="pairs">${explore.strongestPairs}</h3>
        <ul aria-labelledby="pairs" class="small">
          ${guard([words, values], () =>
            strongestPairs(values, width).map(
              (pair) => html`<li><button @click=${() => point(pair)}>${pairText(pair)}</button></li>`,
            ),
          )}
        </ul>
      </div>
    </div>`;
}

const idOf = ([row, column]: Cell) => `cell-${String(row)}-${String(column)}`;

const gridCell = (cell: Cell, width: number, text: string) => {
  const [row, column] = cell;
  const percent = (cells: number) => `${String((100 * cells) / width)}%`;
  return html`<div role="row" aria-rowindex=${row + 1}>
    <div
      class="cell"
      role="gridcell"
      id=${idOf(cell)}
      aria-colindex=${column + 1}
      aria-label=${text}
      ${ownStyle({ left: percent(column), top: percent(row) })}
    ></div>
  </div>`;
};

/** A grid must have a cell. */
const emptyRow = html`<div role="row" aria-rowindex="1"><div role="gridcell" aria-colindex="1"></div></div>`;

/** Returns the cell to which a key leads; undefined for another key. */
function cellAfter({ key, ctrlKey, metaKey }: KeyboardEvent, [row, column]: Cell, width: number): Cell | undefined {
  const inside = (at: number) => Math.min(width - 1, Math.max(0, at));
  const isWhole = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowLeft':
      return [row, inside(column - 1)];
    case 'ArrowRight':
      return [row, inside(column + 1)];
    case 'ArrowUp':
      return [inside(row - 1), column];
    case 'ArrowDown':
      return [inside(row + 1), column];
    case 'PageUp':
      return [inside(row - PAGE), column];
    case 'PageDown':
      return [inside(row + PAGE), column];
    case 'Home':
      return [isWhole ? 0 : row, 0];
    case 'End':
      return [isWhole ? width - 1 : row, width - 1];
    default:
      return undefined;
  }
}

function strongestPairs(values: Float64Array, width: number): Cell[] {
  const pairs = Array.from({ length: width }, (_, row) =>
    Array.from({ length: row }, (__, column): Cell => [row, column]),
  ).flat();
  const strength = ([row, column]: Cell) => Math.abs(values[row * width + column]!);
  return pairs.sort((a, b) => strength(b) - strength(a)).slice(0, STRONGEST);
}

function draw(canvas: HTMLCanvasElement, values: Float64Array): void {
  const width = Math.sqrt(values.length);
  canvas.width = canvas.height = width;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, width);
  values.forEach((value, i) => {
    const end = value < 0 ? BELOW : ABOVE;
    const share = Math.abs(value);
    const channels = NONE.map((none, c) => none + (end[c]! - none) * share);
    image.data.set([...channels, 255], i * 4);
  });
  context.putImageData(image, 0, 0);
}

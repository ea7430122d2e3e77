import { html, noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { correlations } from '../../explore/correlation.js';
import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import type { ValueTable } from '../../explore/value-table.js';
import type { Words } from '../words/words.js';
import { exploreStrings } from './explore-words.js';

/** Pairs that are listed. */
const STRONGEST = 8;
/** Colours of a correlation of −1, 0 and 1. The picture is dark in both schemes, like the spectrogram. */
const [BELOW, NONE, ABOVE] = [
  [109, 179, 255],
  [16, 18, 22],
  [255, 122, 122],
] as const;

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

/** Correlations of a table, computed once. */
const computed = new WeakMap<ValueTable, Float64Array>();

function correlationsOf(table: ValueTable): Float64Array {
  let values = computed.get(table);
  if (!values) computed.set(table, (values = correlations(table)));
  return values;
}

/**
 * Renders the correlations of the descriptors as a heat map, and the strongest pairs as text.
 *
 * @param pointed cell under the pointer, `[row, column]`
 */
export function correlationMap(
  words: Words,
  table: ValueTable,
  pointed: readonly [number, number] | undefined,
  point: (cell: readonly [number, number] | undefined) => void,
) {
  const explore = exploreStrings(words);
  const { width } = table;
  const values = correlationsOf(table);
  const pairText = (row: number, column: number) =>
    explore.pair(COURSE_DESCRIPTORS[row]!, COURSE_DESCRIPTORS[column]!, words.number(values[row * width + column]!, 2));
  const cellAt = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = (currentTarget as Element).getBoundingClientRect();
    const place = (at: number, from: number, size: number) =>
      Math.min(width - 1, Math.max(0, Math.floor(((at - from) / size) * width)));
    return [place(clientY, box.top, box.height), place(clientX, box.left, box.width)] as const;
  };
  return html`<p class="small muted">${explore.correlationWhat}</p>
    <div class="heat">
      <div>
        <canvas
          role="img"
          aria-label=${explore.correlation}
          @pointermove=${(event: PointerEvent) => point(cellAt(event))}
          @pointerleave=${() => point(undefined)}
          ${drawnCorrelation(values)}
        ></canvas>
        <p class="small pointed">${pointed ? pairText(...pointed) : ''}</p>
      </div>
      <div>
        <h3 id="pairs">${explore.strongestPairs}</h3>
        <ul aria-labelledby="pairs" class="small">
          ${strongestPairs(values, width).map(([row, column]) => html`<li>${pairText(row, column)}</li>`)}
        </ul>
      </div>
    </div>`;
}

function strongestPairs(values: Float64Array, width: number): [number, number][] {
  const pairs = Array.from({ length: width }, (_, row) =>
    Array.from({ length: row }, (__, column): [number, number] => [row, column]),
  ).flat();
  const strength = ([row, column]: [number, number]) => Math.abs(values[row * width + column]!);
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

import { html, svg } from 'lit';
import { boxesByClass, separation, type ClassBox } from '../../explore/box-plot.js';
import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import { columnOf, valueTable } from '../../explore/value-table.js';
import type { Words } from '../words/words.js';
import type { ExploredSound } from './explored-sounds.js';
import { exploreStrings } from './explore-words.js';

/** Width of the picture, height of a row, and half the height of a box, units. */
const [WIDTH, ROW, HALF] = [600, 24, 7];
/** Free space at both sides, units. */
const MARGIN = 10;

/** A descriptor, its values and how well it separates the classes. */
interface RankedDescriptor {
  readonly name: string;
  readonly values: Float64Array;
  readonly share: number;
}

/** Returns the descriptors of recordings with a class, those first that separate the classes best. */
export function rankedDescriptors(sounds: readonly ExploredSound[]): {
  labels: string[];
  descriptors: RankedDescriptor[];
} {
  const labelled = sounds.filter(({ label }) => label !== undefined);
  const labels = labelled.map(({ label }) => label!);
  const table = valueTable(labelled.map(({ descriptors }) => descriptors));
  const descriptors = COURSE_DESCRIPTORS.map((name, column) => {
    const values = columnOf(table, column);
    return { name, values, share: separation(values, labels) };
  });
  return { labels, descriptors: descriptors.sort((a, b) => b.share - a.share) };
}

/** Renders the box plots of one descriptor, and the same as a table. */
export function boxPlots(
  words: Words,
  { labels, descriptors }: ReturnType<typeof rankedDescriptors>,
  chosen: string | undefined,
  choose: (name: string) => void,
) {
  const explore = exploreStrings(words);
  const { name, values, share } = descriptors.find((one) => one.name === chosen) ?? descriptors[0]!;
  const boxes = boxesByClass(values, labels);
  const columns = explore.boxColumns;
  return html`<div class="row">
      <label for="descriptor">${explore.descriptor}</label>
      <select id="descriptor" @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
        ${descriptors.map((one) => html`<option value=${one.name} ?selected=${one.name === name}>${one.name}</option>`)}
      </select>
      <span class="small muted">${explore.separates(words.percent(share))}</span>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label=${explore.boxes}>
      <table class="boxes small">
        <thead>
          <tr>
            <th scope="col">${columns.class}</th>
            <td aria-hidden="true"></td>
            <th scope="col">${columns.count}</th>
            <th scope="col">${columns.first}</th>
            <th scope="col">${columns.median}</th>
            <th scope="col">${columns.third}</th>
          </tr>
        </thead>
        <tbody>
          ${boxes.map(
            (box) =>
              html`<tr>
                <th scope="row">${words.className(box.label)}</th>
                <td class="plot" aria-hidden="true">${plot(box, boxes)}</td>
                <td class="number">${words.number(box.count)}</td>
                ${[box.first, box.median, box.third].map((value) => html`<td class="number">${short(words, value)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** Formats a value with about three digits. */
const short = (words: Words, value: number) => {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return words.number(value, Math.min(digits, 8));
};

function plot(box: ClassBox, all: readonly ClassBox[]) {
  const low = Math.min(...all.flatMap((one) => [one.low, ...one.outliers]));
  const high = Math.max(...all.flatMap((one) => [one.high, ...one.outliers]));
  const at = (value: number) => MARGIN + ((value - low) / (high - low || 1)) * (WIDTH - 2 * MARGIN);
  const y = ROW / 2;
  const [first, median, third] = [at(box.first), at(box.median), at(box.third)];
  const line =
    `M${at(box.low)} ${y}H${first}M${third} ${y}H${at(box.high)}` +
    `M${first} ${y - HALF}H${third}V${y + HALF}H${first}zM${median} ${y - HALF}V${y + HALF}`;
  return html`<svg viewBox="0 0 ${WIDTH} ${ROW}" preserveAspectRatio="none">
    <path class="line" d=${line} />
    ${box.outliers.map((value) => svg`<path class="line" d="M${at(value)} ${y - 2}v4" />`)}
  </svg>`;
}

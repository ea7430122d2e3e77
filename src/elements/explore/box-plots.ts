import { html, svg } from 'lit';
import { boxesByClass, type ClassBox } from '../../explore/box-plot.js';
import type { RecordingMaps } from '../../explore/recording-map.js';
import type { Words } from '../words/words.js';
import type { ExploredSound } from './explored-sounds.js';
import { exploreStrings } from './explore-words.js';

/** Width of the picture, height of a row, and half the height of a box, units. */
const [WIDTH, ROW, HALF] = [600, 24, 7];
/** Free space at both sides, units. */
const MARGIN = 10;

/**
 * Renders the box plots of one descriptor, and the same as a table.
 *
 * @param sounds at least one with a class
 * @param chosen name of the descriptor; undefined for the most useful one
 */
export function boxPlots(
  words: Words,
  { sounds, ranked }: { readonly sounds: readonly ExploredSound[]; readonly ranked: RecordingMaps['ranked'] },
  chosen: string | undefined,
  choose: (name: string) => void,
) {
  const explore = exploreStrings(words);
  const { name, column, share } = ranked.find((one) => one.name === chosen) ?? ranked[0]!;
  const labelled = sounds.filter(({ label }) => label !== undefined);
  const values = labelled.map(({ descriptors }) => descriptors[column]!);
  const labels = labelled.map(({ label }) => label!);
  const boxes = boxesByClass(values, labels);
  const columns = explore.boxColumns;
  return html`<div class="row">
      <label for="descriptor">${explore.descriptor}</label>
      <select id="descriptor" @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
        ${ranked.map((one) => html`<option value=${one.name} ?selected=${one.name === name}>${one.name}</option>`)}
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

import { escaped } from '../html.mjs';
import { tableHtml } from './tables.mjs';

/** Smallest change of a value that counts as one, as a share of the value before. */
const CHANGE = 0.01;

/** Returns how a line goes from its first point to its last. */
function courseOf([, first], [, last]) {
  if (Math.abs(last - first) < CHANGE * Math.abs(first)) return 'level';
  return last > first ? 'rising' : 'falling';
}

/**
 * Says in words what the lines of a chart show: between which values each rises, falls, or stays level.
 *
 * @param {{ name: string, points: [number, number][] }[]} lines
 * @param {string} x name of the horizontal axis
 * @param {object} texts the page's words
 */
export function linesInWords(lines, x, texts) {
  const ends = lines.map(({ name, points }) => ({ name, first: points[0], last: points.at(-1) }));
  const [[from], [to]] = [ends[0].first, ends[0].last];
  const write = texts.format;
  const groups = ['falling', 'rising', 'level'].flatMap((course) => {
    const all = ends.filter(({ first, last }) => courseOf(first, last) === course);
    const said = all.map(({ name, first, last }) => texts.lineGoes(name, write(first[1]), write(last[1])));
    return all.length > 0 ? [`${texts.course[course]}: ${said.join('; ')}.`] : [];
  });
  return `${texts.between(x, write(from), write(to))} ${groups.join(' ')}`;
}

/** Renders the values of a chart as a table that opens on request. @param table as that of `tableHtml` */
export const valuesHtml = (table, texts) =>
  `<details class="values"><summary>${escaped(texts.values(table.caption))}</summary>\n${tableHtml(table)}\n</details>`;

/** Returns the table of the lines of a chart: a row for each place on the horizontal axis. A line without a value there has a dash. */
export function lineTable({ title, x, lines }, texts) {
  const places = [...new Set(lines.flatMap(({ points }) => points.map(([place]) => place)))].sort(
    (one, other) => one - other,
  );
  const columns = lines.map(({ points }) => new Map(points));
  return {
    caption: title,
    header: [x, ...lines.map(({ name }) => name)].map(escaped),
    rows: places.map((place) => [
      texts.value(place),
      ...columns.map((values) => (values.has(place) ? texts.value(values.get(place)) : '–')),
    ]),
  };
}

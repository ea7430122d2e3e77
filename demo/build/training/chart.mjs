import { escaped } from '../html.mjs';
import { linesInWords, lineTable, valuesHtml } from './in-words.mjs';

const WIDTH = 480;
const HEIGHT = 280;
const LEFT = 44;
const RIGHT = 24;
const TOP = 12;
const BOTTOM = 44;

const round = (value) => Math.round(value * 10) / 10;

/** Returns marks between two values: powers of ten, or steps of 1, 2 or 5 times a power of ten. */
function marksOf([from, to], isLogarithmic) {
  if (isLogarithmic) {
    const first = Math.ceil(Math.log10(from) - 1e-9);
    const last = Math.floor(Math.log10(to) + 1e-9);
    const powers = Array.from({ length: last - first + 1 }, (_, at) => 10 ** (first + at));
    return powers.length > 1 ? powers : [from, to];
  }
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const count = Math.floor(to / step + 1e-9) - Math.ceil(from / step - 1e-9) + 1;
  return Array.from({ length: count }, (_, at) => (Math.ceil(from / step - 1e-9) + at) * step);
}

/** Returns a function from a value to a place between two places. */
function scale([from, to], [start, end], isLogarithmic) {
  const of = isLogarithmic ? Math.log : (value) => value;
  return (value) => round(start + ((of(value) - of(from)) / (of(to) - of(from))) * (end - start));
}

const rangeOf = (values) => [Math.min(...values), Math.max(...values)];

/**
 * Draws lines over an axis, as SVG with a legend, a sentence that says what one sees, and a table of the values. Lines differ by colour and by dashes.
 *
 * @param {object} chart
 * @param {string} chart.title what is drawn; also the name of the picture for screen readers
 * @param {string} chart.x name of the horizontal axis
 * @param {string} chart.y name of the vertical axis
 * @param {{ name: string, points: [number, number][], isFaint?: boolean }[]} chart.lines
 * @param {boolean} [chart.logarithmicX]
 * @param {boolean} [chart.logarithmicY]
 * @param {[number, number]} [chart.rangeY] default: that of the values
 * @param {{ name: string, from: number, to: number }} [chart.band] a marked range of x
 * @param {{ name: string, at: number }} [chart.mark] a marked x
 * @param {string} [chart.seen] what one sees; default: how each line goes
 * @param {object} texts the page's words
 */
export function lineChart({ title, x, y, lines, logarithmicX, logarithmicY, rangeY, band, mark, seen }, texts) {
  const points = lines.flatMap((line) => line.points);
  const xs = rangeOf(points.map(([value]) => value));
  const ys = rangeY ?? rangeOf(points.map(([, value]) => value));
  const atX = scale(xs, [LEFT, WIDTH - RIGHT], logarithmicX);
  const atY = scale(ys, [HEIGHT - BOTTOM, TOP], logarithmicY);
  const number = (value) => escaped(texts.format(value));
  const inRange = (value) => Math.min(ys[1], Math.max(ys[0], value));
  const vertical = marksOf(ys, logarithmicY).map(
    (value) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${atY(value)}" y2="${atY(value)}" />
<text class="end" x="${LEFT - 6}" y="${atY(value) + 4}">${number(value)}</text>`,
  );
  const horizontal = marksOf(xs, logarithmicX).map(
    (value) => `<text class="middle" x="${atX(value)}" y="${HEIGHT - BOTTOM + 18}">${number(value)}</text>`,
  );
  const marked = [
    band &&
      `<rect class="band" x="${atX(band.from)}" y="${TOP}" width="${round(atX(band.to) - atX(band.from))}" height="${HEIGHT - TOP - BOTTOM}" />`,
    mark && `<line class="mark" x1="${atX(mark.at)}" x2="${atX(mark.at)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" />`,
  ].filter(Boolean);
  const drawn = lines.map(
    ({ points: own, isFaint }, at) =>
      `<polyline class="line line-${isFaint ? 'faint' : at % 6}" points="${own.map(([one, other]) => `${atX(one)},${atY(inRange(other))}`).join(' ')}" />`,
  );
  const key = (kind, name) =>
    `<li><svg class="key" viewBox="0 0 28 10" aria-hidden="true">${kind}</svg>${escaped(name)}</li>`;
  const legend = [
    ...lines.map(({ name, isFaint }, at) =>
      key(`<line class="line line-${isFaint ? 'faint' : at % 6}" x1="0" x2="28" y1="5" y2="5" />`, name),
    ),
    ...(band ? [key('<rect class="band" width="28" height="10" />', band.name)] : []),
    ...(mark ? [key('<line class="mark" x1="14" x2="14" y1="0" y2="10" />', mark.name)] : []),
  ];
  return `<figure class="chart">
<figcaption>${escaped(title)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">
${[...vertical, ...horizontal, ...marked, ...drawn].join('\n')}
<text class="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}">${escaped(x)}</text>
</svg>
<p class="small muted">${escaped(y)}</p>
<ul class="legend">${legend.join('')}</ul>
<p class="seen small">${escaped(seen ?? linesInWords(lines, x, texts))}</p>
${valuesHtml(lineTable({ title, x, lines }, texts), texts)}
</figure>`;
}

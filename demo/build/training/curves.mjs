import { escaped } from '../html.mjs';
import { seenPicture } from '../pictures.mjs';
import { lineChart } from './chart.mjs';

/** Returns a line for each name: its values over the steps. Names without values are left out. */
const linesOf = (entries, names) =>
  Object.entries(names)
    .map(([key, name]) => ({
      name,
      points: entries.filter((entry) => key in entry).map((entry) => [entry.step, entry[key]]),
    }))
    .filter(({ points }) => points.length > 1);

function charts(name, { training, validation }, texts) {
  const chart = (options) => (options.lines.length > 0 ? lineChart({ x: texts.step, ...options }, texts) : '');
  return `<div class="charts">${[
    chart({ title: texts.loss(name), y: texts.lossAxis, lines: linesOf(training, texts.losses), logarithmicY: true }),
    chart({ title: texts.learntByHeart(name), y: texts.lossOfClips, lines: linesOf(validation, texts.clipLosses) }),
    chart({
      title: texts.quality(name),
      y: texts.qualityAxis,
      lines: linesOf(validation, texts.validation),
      rangeY: [0.5, 1],
    }),
  ].join('\n')}</div>`;
}

/** Renders the curves of a model: drawn from its log if that is there, else as the picture of its card. */
export function curvesHtml({ name, manifest, curves, pictures }, texts, isOpen) {
  const image = () => {
    const seen = texts.curvesSeen[`${name} ${manifest.version}`] ?? texts.seenOnCard(name);
    return seenPicture(`models/${name}/curves.png`, texts.curvesPicture(name), seen);
  };
  const content = curves ? charts(name, curves, texts) : pictures.includes('curves') ? image() : '';
  return (
    content &&
    `<details${isOpen ? ' open' : ''}><summary>${escaped(texts.curvesOf(name))}</summary>\n${content}\n</details>`
  );
}

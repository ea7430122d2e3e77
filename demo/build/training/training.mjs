import { addressIn } from '../languages.mjs';
import { documentOf } from '../document-pages.mjs';
import { escaped } from '../html.mjs';
import { packageSource } from '../package-source.mjs';
import { pictureToOpen, seenPicture } from '../pictures.mjs';
import { lineChart } from './chart.mjs';
import { comparisonHtml } from './comparison.mjs';
import { valuesHtml } from './in-words.mjs';
import { curvesHtml } from './curves.mjs';
import { trainingData } from './data.mjs';
import { matrixHtml } from './matrix.mjs';
import { cardText, tableHtml } from './tables.mjs';
import { thresholdsHtml } from './thresholds.mjs';
import { WORDS } from './words.mjs';

/** Renders a table of a card in the page's language. @param columns numbers of the columns to show; default: all */
function cardTable({ header, rows }, caption, texts, columns = header.map((_, at) => at)) {
  const render = cardText(texts.card, texts.figure);
  const shown = (cells) => columns.map((at) => render(cells[at] ?? ''));
  return tableHtml({ caption, header: shown(header), rows: rows.map(shown) });
}

/** Returns the sums of both parts: their clips, sources and hours. */
function splitsHtml(rows, texts) {
  const part = (name) => {
    const [, clips, groups, minutes] = rows.find(([first]) => first === `all ${name}`);
    return [texts[name], clips, groups, texts.number(Number(minutes) / 60, 1)];
  };
  return tableHtml({ caption: texts.splits, header: texts.splitHead, rows: [part('train'), part('val')] });
}

function rateHtml(rate, texts) {
  if (!rate) return '';
  const { config, rates, losses, smoothed, good, own, clear } = rate;
  const [low, high] = good;
  const lowest = smoothed.indexOf(Math.min(...smoothed));
  const limit = Math.max(...smoothed.slice(0, Math.ceil(smoothed.length / 10)));
  const chart = lineChart(
    {
      title: texts.rate(config),
      x: texts.rateAxis,
      y: texts.rateLoss,
      logarithmicX: true,
      rangeY: [Math.min(...smoothed) * 0.9, limit * 1.3],
      lines: [
        { name: texts.smoothed, points: rates.map((each, at) => [each, smoothed[at]]) },
        { name: texts.ofEachStep, points: rates.map((each, at) => [each, losses[at]]), isFaint: true },
      ],
      band: { name: texts.good, from: Math.max(low, rates[0]), to: Math.min(high, rates.at(-1)) },
      mark: { name: texts.own, at: own },
      seen: texts.rateSeen(
        ...[smoothed[0], smoothed[lowest], rates[lowest], smoothed.at(-1), rates.at(-1)].map(texts.value),
      ),
    },
    texts,
  );
  const found = texts.figure(texts.rateFound(rate, rates.length));
  return `${chart}\n<p>${escaped(found)} ${clear ? '' : escaped(texts.rateUnclear)}</p>`;
}

/** Returns what a clip of a wrong report held, in words: of the names that a label implies, only the most specific. */
const heldInWords = (held, words, texts) =>
  held
    .split(/, (?=[a-z_]+(?: \+|\s\())/)
    .map((each) => {
      const [, name, count] = /^(\w+).*\((\d+)\)$/.exec(each) ?? [];
      return name && `${escaped(name === 'nothing' ? texts.nothing : words.className(name))} (${count})`;
    })
    .filter(Boolean)
    .join(', ');

function wrongHtml({ rows }, name, words, texts) {
  return tableHtml({
    caption: texts.wrong(name),
    kind: 'texts',
    header: texts.wrongHead.map(escaped),
    rows: rows.map(([reported, wrong, hours, held]) => [
      escaped(words.className(reported.replaceAll('`', ''))),
      wrong,
      texts.figure(hours),
      heldInWords(held, words, texts),
    ]),
  });
}

/** Renders both confusion matrices: those that one can point into if the model has their counts, else their pictures. */
function matricesHtml({ name, confusion, pictures }, words, texts) {
  if (confusion)
    return ['events', 'genre']
      .map((id) => {
        const { names, counts } = confusion[id];
        return matrixHtml(
          { id: `matrix-${id}`, title: texts[id], names: names.map((each) => words.className(each)), counts },
          texts,
        );
      })
      .join('\n');
  return Object.entries(texts.matrixImage)
    .filter(([file]) => pictures.includes(file))
    .map(([file, text]) => pictureToOpen(`models/${name}/${file}.png`, text))
    .join('\n');
}

/** Returns the table of the calibration errors of the heads. */
function calibrationTable({ name, manifest }, texts) {
  const { calibrationErrorGenre, calibrationErrorBird, calibrationErrorEvents } = manifest.figures ?? {};
  const errors = { genre: calibrationErrorGenre, bird: calibrationErrorBird, events: calibrationErrorEvents };
  return {
    caption: texts.calibration(name),
    header: texts.calibrationHead.map(escaped),
    rows: Object.entries(errors)
      .filter(([, error]) => error !== undefined)
      .map(([head, error]) => [escaped(texts.heads[head]), texts.number(error, 3)]),
  };
}

function decisionsHtml({ name, manifest, pictures }, texts) {
  const temperatures = manifest.heads
    .filter(({ temperature }) => temperature !== undefined)
    .map((head) => `${texts.heads[head.name] ?? head.name} ${texts.number(head.temperature, 2)}`);
  return [
    temperatures.length > 0 ? `<p>${escaped(texts.temperature(temperatures.join(', ')))}</p>` : '',
    pictures.includes('reliability')
      ? seenPicture(
          `models/${name}/reliability.png`,
          texts.reliability(name),
          texts.reliabilitySeen[`${name} ${manifest.version}`] ?? texts.seenOnCard(name),
        ) + valuesHtml(calibrationTable({ name, manifest }, texts), texts)
      : '',
    thresholdsHtml(manifest, texts),
  ].join('\n');
}

/**
 * Inserts everything that was measured into the page “How it learnt”.
 *
 * @param page the page's HTML
 * @param language language of the page
 */
export async function trainingHtml(page, language) {
  const { wordsIn, DEFAULT_MODEL } = await packageSource('sound-names.ts');
  const data = await trainingData(DEFAULT_MODEL);
  const [own] = data.models;
  const texts = WORDS[language];
  const words = wordsIn(language);
  const cardLink = (name) =>
    `<a href="${addressIn(documentOf(`models/${name}/README.md`).file, language)}"><code>${escaped(name)}</code></a>`;
  const parts = {
    splits: splitsHtml(data.splits, texts),
    probe: data.probe ? cardTable(data.probe, texts.probe, texts) : '',
    trunkCurves: seenPicture('models/training/trunk/curves.png', texts.trunkPicture, texts.trunkSeen),
    choices: data.choices ? cardTable(data.choices, texts.choices, texts) : '',
    transfer: data.transfer ? cardTable(data.transfer, texts.transfer, texts, [1, 2, 4, 5, 7, 8, 11, 12]) : '',
    stages: own.stages
      ? cardTable(own.stages, texts.stages(own.name), texts)
      : `<p>${escaped(texts.noStages(own.name))}</p>`,
    curves: data.models.map((model) => curvesHtml(model, texts, model === own)).join('\n'),
    rate: rateHtml(data.rate, texts),
    ablations: data.ablations ? cardTable(data.ablations, texts.ablations, texts, [0, 1, 2, 3, 4, 5, 7, 8, 9, 10]) : '',
    decisions: decisionsHtml(own, texts),
    matrices: matricesHtml(own, words, texts),
    wrong: own.wrong ? wrongHtml(own.wrong, own.name, words, texts) : '',
    believed: own.believed ? cardTable(own.believed, texts.believed(own.name), texts) : '',
    models: comparisonHtml(data.models, texts, cardLink),
    cards: `<p>${texts.cards(data.models.map(({ name }) => cardLink(name)).join(' · '))}</p>`,
  };
  return page.replace(/<!-- (\w+) -->/g, (placeholder, name) => parts[name] ?? placeholder);
}

import { escaped } from '../html.mjs';
import { tableHtml } from './tables.mjs';

const percent = (share, { number }) => `${number(100 * share, 1)} %`;
const auc = (value, { number }) => number(value, 3);

/** Begins the licence of weights that are as free as the code. */
const IS_MIT = /^The weights are under the MIT licence\b/;

/**
 * The rows of the comparison: what they show, how it is written, and whether more or less is better. `of` reads a model; the other rows are
 * figures of `model.json`.
 */
const ROWS = [
  {
    key: 'download',
    of: ({ bytes }) => bytes,
    write: (bytes, { number }) => `${number(bytes / 1e6, 2)} MB`,
    better: 'less',
  },
  {
    key: 'cost',
    of: ({ manifest }) => manifest.macsPerSecond,
    write: (macs, { number }) => number(macs / 1e6, 1),
    better: 'less',
  },
  { key: 'escAccuracy', write: percent, better: 'more' },
  { key: 'segmentF1', write: auc, better: 'more' },
  { key: 'birdAucPairsPlaced', write: auc, better: 'more' },
  { key: 'birdAucField', write: auc, better: 'more' },
  { key: 'genreAccuracy', write: percent, better: 'more' },
  { key: 'speechRecall', write: percent, better: 'more' },
  { key: 'speechFalse', write: percent, better: 'less' },
  { key: 'musicRecall', write: percent, better: 'more' },
  { key: 'musicFalse', write: percent, better: 'less' },
  { key: 'delaySharpMedian', write: (seconds, { number }) => `${number(1000 * seconds, 0)} ms`, better: 'less' },
  { key: 'falsePerHourSteady', write: (count, { number }) => number(count, 2), better: 'less' },
];

/** Renders a row; the best value is bold. A model without the figure has a dash. */
function row({ key, of, write, better }, models, texts) {
  const values = models.map((model) => (of ? of(model) : model.manifest.figures?.[key]));
  const there = values.filter((value) => value !== undefined);
  const best = better === 'more' ? Math.max(...there) : Math.min(...there);
  return [
    escaped(texts.figures[key]),
    ...values.map((value) => {
      if (value === undefined) return '–';
      const written = write(value, texts);
      return value === best ? `<strong>${written}</strong>` : written;
    }),
  ];
}

/** Renders the table that compares the models. @param cardLink renders the link to a model's card */
export const comparisonHtml = (models, texts, cardLink) =>
  tableHtml({
    caption: texts.comparison,
    header: ['', ...models.map(({ name, manifest }) => `${cardLink(name)} ${escaped(manifest.version)}`)],
    rows: [
      ...ROWS.map((each) => row(each, models, texts)),
      [
        escaped(texts.licence),
        ...models.map(({ manifest }) =>
          IS_MIT.test(manifest.licence) ? '<span translate="no">MIT</span>' : escaped(texts.researchOnly),
        ),
      ],
      [
        escaped(texts.recurrent),
        ...models.map(({ manifest }) => escaped(manifest.recurrent ? texts.unbounded : texts.bounded)),
      ],
    ],
  });

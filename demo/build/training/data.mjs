import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../../../models/names.mjs';
import { tablesOf } from '../markdown.mjs';

const path = (relative) => fileURLToPath(new URL(`../../../models/${relative}`, import.meta.url));
const text = (relative) => readFile(path(relative), 'utf8');

/** Returns the content of a JSON file, or undefined if there is none. */
const jsonIfThere = async (relative) => (existsSync(path(relative)) ? JSON.parse(await text(relative)) : undefined);

/** Returns the table whose first column has a heading that begins with a text, or undefined. */
const tableWith = (tables, beginning) => tables.find(({ header }) => header[0].startsWith(beginning));

/** Returns the first table of a document below `models/`, or undefined if there is no such document. */
const tableIfThere = async (relative) => (existsSync(path(relative)) ? tablesOf(await text(relative))[0] : undefined);

/** Reads a model's description, its card and its results. Results of other weights or of another version are left out. */
async function readModel(name) {
  const manifest = JSON.parse(await text(`${name}/model.json`));
  const tables = tablesOf(await text(`${name}/README.md`));
  const confusion = await jsonIfThere(`${name}/confusion.json`);
  const curves = await jsonIfThere(`${name}/curves.json`);
  const { size } = await stat(path(`${name}/weights.bin`));
  return {
    name,
    manifest,
    bytes: size,
    confusion: confusion?.weights === manifest.weights.sha256 ? confusion : undefined,
    curves: curves?.version === manifest.version ? curves : undefined,
    pictures: ['curves', 'confusion-events', 'confusion-genre', 'reliability'].filter((picture) =>
      existsSync(path(`${name}/${picture}.png`)),
    ),
    stages: tables.find(({ heading, header }) => heading === 'How it was made' && header[0] === 'validation'),
    believed: tableWith(tables, 'recordings'),
    wrong: tableWith(tables, 'reported'),
  };
}

/**
 * Reads everything that the page Training shows: the models with their results, and the results of the studies. All of it is read when the
 * site is built, and a result that does not exist is undefined.
 */
export async function trainingData(defaultModel) {
  const models = await Promise.all(modelNames().map(readModel));
  // The default model comes first; the page is about it.
  models.sort((one, other) => Number(other.name === defaultModel) - Number(one.name === defaultModel));
  const [splits] = tablesOf(await text('training/SPLITS.md'));
  return {
    models,
    splits: splits.rows.map((row) => row.map((cell) => cell.replaceAll('*', ''))),
    probe: tableWith(tablesOf(await text('training/trunk/README.md')), 'trunk'),
    rate: await jsonIfThere('training/results/rate-crnn.json'),
    choices: await tableIfThere('training/TRUNK.md'),
    transfer: await tableIfThere('training/TRANSFER.md'),
    ablations: await tableIfThere('training/results/ABLATIONS.md'),
  };
}

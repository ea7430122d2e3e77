/**
 * Measures teaching on sounds that no head knows (docs/teaching.md). `--set development` is for work on the method; the figures of the
 * documents come from the set `unseen`. Prints a table and writes test/results/teach-SET.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { readModel } from '../../src/cli/files/read-model.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import type { Model } from '../../src/model/manifest.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import { readTeachingData, TEACHING_FILE, type TeachingData } from '../../src/teach/data/teaching-data.js';
import { Embedder, type Rows } from '../../src/teach/examples/embed.js';
import { variantsOf } from '../../src/teach/examples/variants.js';
import { learn } from '../../src/teach/learning/learn.js';
import { logitOf } from '../../src/teach/learning/linear-softmax.js';
import type { ExampleRows } from '../../src/teach/learning/material.js';
import { peakOf, rowLogits } from '../../src/teach/learning/row-logits.js';
import { DEFAULT_TARGET, type TaughtClass } from '../../src/teach/file/taught-class.js';
import { exampleOf } from '../../src/teach/teacher.js';
import { BACKGROUNDS } from './recipes/backgrounds.js';
import { DEVELOPMENT } from './recipes/development.js';
import { RATE } from './recipes/synth.js';
import { recordTake } from './recipes/take.js';
import { UNSEEN } from './recipes/unseen.js';

/** Backgrounds of the examples, and others. */
const HOME = ['hiss', 'hum', 'fan'];
const AWAY = ['traffic', 'rain', 'murmur'];
const VARIANTS = 6;
const BLOCK_SECONDS = 5;
/** Draws in which wrong reports are refused. */
const REFUSING_DRAWS = 5;
/** Seed of the quiet hours. */
const QUIET_SEED = 7_000_000;
/** Share of other clips that may be found falsely. */
const FALSE_SHARE = 0.01;

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'unseen' },
    model: { type: 'string', default: 'models/crnn' },
    draws: { type: 'string', default: '20' },
    hours: { type: 'string', default: '8' },
    examples: { type: 'string', default: '1,5,10' },
    pool: { type: 'string', default: '12' },
    tests: { type: 'string', default: '12' },
  },
});

/** Takes of each sound: examples to draw from, and test takes with each kind of background. */
const POOL = Number(options.pool);
const TESTS = Number(options.tests);

interface Sound {
  readonly label: string;
  readonly pool: readonly ExampleRows[];
  readonly home: readonly Rows[];
  readonly away: readonly Rows[];
}

interface Ears {
  readonly model: Model;
  readonly embedder: Embedder;
  readonly data: TeachingData;
}

async function openEars(folder: string): Promise<Ears> {
  const model = await readModel(folder);
  const data = await readTeachingData(readFileSync(join(folder, TEACHING_FILE)), await networkHash(model));
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  return { model, data, embedder: new Embedder(network, data.normalisation) };
}

const framesOf = ({ model }: Ears, samples: Float32Array) =>
  new LogMelStream(RATE, model.manifest.features).push(samples);

/** Records and runs all takes of a sound. */
async function prepare(ears: Ears, label: string, seed: number): Promise<Sound> {
  const recipe = { ...DEVELOPMENT, ...UNSEEN }[label]!;
  const { features } = ears.model.manifest;
  const take = (backgrounds: readonly string[], i: number, offset: number) =>
    framesOf(ears, recordTake(recipe, backgrounds[i % backgrounds.length]!, seededRandom(seed + offset + i)));
  const tests = async (backgrounds: readonly string[], offset: number) => {
    const rows: Rows[] = [];
    for (let i = 0; i < TESTS; i++) rows.push(await ears.embedder.rows(take(backgrounds, i, offset)));
    return rows;
  };
  const pool: ExampleRows[] = [];
  for (let i = 0; i < POOL; i++) {
    const { example } = exampleOf(take(HOME, i, 0), features, String(i));
    const variants = variantsOf(
      example.frames,
      { rooms: [], others: [] },
      features,
      VARIANTS,
      seededRandom(seed + 500 + i),
    );
    const rows: Rows[] = [];
    for (const variant of variants) rows.push(await ears.embedder.variant(variant));
    pool.push(rows);
  }
  return { label, pool, home: await tests(HOME, 100), away: await tests(AWAY, 200) };
}

const clipLogit = (taught: TaughtClass, rows: Rows): number => {
  const logits = new Float64Array(rows.count);
  rowLogits(taught, rows.values, logits);
  return peakOf(logits);
};

/** Seconds of a background that are run at once, and of a clip that is cut from it. */
const PIECE_SECONDS = 60;
const CLIP_SECONDS = 10;
/** Background clips among the other clips. */
const QUIET_CLIPS = 100;

/** Runs one minute of a background. @returns clips of ten seconds */
async function background(ears: Ears, i: number, seed: number): Promise<Rows[]> {
  const names = Object.keys(BACKGROUNDS);
  const name = names[i % names.length]!;
  const rows = await ears.embedder.rows(framesOf(ears, BACKGROUNDS[name]!(PIECE_SECONDS, seededRandom(seed + i))));
  const { size } = ears.data.normalisation;
  const length = Math.ceil((rows.count * CLIP_SECONDS) / PIECE_SECONDS);
  const clips: Rows[] = [];
  for (let first = 0; first < rows.count; first += length) {
    const end = Math.min(rows.count, first + length);
    clips.push({ values: rows.values.slice(first * size, end * size), count: end - first });
  }
  return clips;
}

/** What ten refusals did to the wrong reports. */
interface RefusalSums {
  /** Learnt sounds with at least one wrong report. */
  cases: number;
  refused: number;
  wrongBefore: number;
  wrongAfter: number;
  foundBefore: number;
  foundAfter: number;
}

/** Most refusals of a case. */
const MOST_REFUSED = 10;

/**
 * Refuses the wrong reports of a room, at most ten, and learns again. The room is the one that needs it: the other sound which is most
 * often taken for the taught one occurs again and again. Half of its takes are refused, the other half counts.
 */
function refuse(
  ears: Ears,
  taught: TaughtClass,
  examples: readonly ExampleRows[],
  sound: Sound,
  others: readonly Sound[],
  sums: RefusalSums,
): void {
  const on = logitOf(taught.threshold);
  const isReported = (rows: Rows, by: TaughtClass) => clipLogit(by, rows) > logitOf(by.threshold);
  const takes = others.map(({ home, away }) => [...home, ...away]);
  const wrong = takes.map((rows) => rows.filter((one) => clipLogit(taught, one) > on).length);
  const most = Math.max(...wrong);
  if (most === 0) return;
  const room = takes[wrong.indexOf(most)]!;
  const refused = room.filter((rows, i) => i % 2 === 0 && isReported(rows, taught)).slice(0, MOST_REFUSED);
  if (refused.length === 0) return;
  const later = room.filter((_, i) => i % 2 === 1);
  const again = learn(
    sound.label,
    {
      size: ears.data.normalisation.size,
      examples,
      others: refused.map((rows) => [rows]),
      bank: ears.data.negatives,
      blocks: [],
    },
    { target: DEFAULT_TARGET, blockSeconds: BLOCK_SECONDS },
  ).taught;
  const tests = [...sound.home, ...sound.away];
  const share = (rows: readonly Rows[], by: TaughtClass) =>
    rows.filter((one) => isReported(one, by)).length / rows.length;
  sums.cases += 1;
  sums.refused += refused.length;
  sums.wrongBefore += share(later, taught);
  sums.wrongAfter += share(later, again);
  sums.foundBefore += share(tests, taught);
  sums.foundAfter += share(tests, again);
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

async function main(): Promise<void> {
  const ears = await openEars(options.model);
  const labels = Object.keys(options.set === 'development' ? DEVELOPMENT : UNSEEN);
  const sounds: Sound[] = [];
  for (const [i, label] of labels.entries()) {
    sounds.push(await prepare(ears, label, (options.set === 'development' ? 100_000 : 900_000) + 1000 * i));
    process.stderr.write(`${label} recorded\n`);
  }
  const quiet: Rows[] = [];
  for (let i = 0; quiet.length < QUIET_CLIPS; i++) quiet.push(...(await background(ears, i, QUIET_SEED)));
  /** Every sound as it was learnt, for the quiet hours. */
  const learnt: { readonly count: number; readonly taught: TaughtClass }[] = [];
  const refusals: Record<string, number>[] = [];
  const table: Record<string, number | string>[] = [];
  const perClass: Record<string, Record<string, number>> = {};
  for (const count of options.examples.split(',').map(Number)) {
    const sums = {
      found: 0,
      away: 0,
      foundByThreshold: 0,
      awayByThreshold: 0,
      falseByThreshold: 0,
      regression: 0,
      n: 0,
      milliseconds: 0,
    };
    const refused = { cases: 0, refused: 0, wrongBefore: 0, wrongAfter: 0, foundBefore: 0, foundAfter: 0 };
    for (const [s, sound] of sounds.entries()) {
      process.stderr.write(`${count} examples of ${sound.label}\n`);
      const others = sounds.filter((_, i) => i !== s).flatMap(({ home, away }) => [...home, ...away]);
      const own = { found: 0, away: 0, n: 0 };
      const random = seededRandom(31 * s + count);
      for (let draw = 0; draw < Number(options.draws); draw++) {
        const order = Array.from({ length: POOL }, (_, i) => ({ i, at: random() })).sort((a, b) => a.at - b.at);
        const examples = order.slice(0, count).map(({ i }) => sound.pool[i]!);
        const began = performance.now();
        const { taught, regularisation } = learn(
          sound.label,
          { size: ears.data.normalisation.size, examples, others: [], bank: ears.data.negatives, blocks: [] },
          { target: DEFAULT_TARGET, blockSeconds: BLOCK_SECONDS },
        );
        sums.milliseconds += performance.now() - began;
        const wrong = [...others, ...quiet].map((rows) => clipLogit(taught, rows)).sort((a, b) => a - b);
        const edge = quantile(wrong, 1 - FALSE_SHARE);
        const on = logitOf(taught.threshold);
        const share = (rows: readonly Rows[], from: number) =>
          rows.filter((one) => clipLogit(taught, one) > from).length / rows.length;
        sums.found += share(sound.home, edge);
        sums.away += share(sound.away, edge);
        own.found += share(sound.home, edge);
        own.away += share(sound.away, edge);
        own.n += 1;
        sums.foundByThreshold += share(sound.home, on);
        sums.awayByThreshold += share(sound.away, on);
        sums.falseByThreshold += wrong.filter((logit) => logit > on).length / wrong.length;
        learnt.push({ count, taught });
        if (count > 1 && draw < REFUSING_DRAWS) {
          const all = sounds.filter((_, i) => i !== s);
          refuse(ears, taught, examples, sound, all, refused);
        }
        sums.regression += regularisation === undefined ? 0 : 1;
        sums.n += 1;
      }
      perClass[sound.label] = {
        ...perClass[sound.label],
        [`found ${count}`]: own.found / own.n,
        [`away ${count}`]: own.away / own.n,
      };
    }
    const mean = (sum: number) => Number((sum / sums.n).toFixed(3));
    table.push({
      examples: count,
      'found at 1 % false': mean(sums.found),
      'other background': mean(sums.away),
      'found by its threshold': mean(sums.foundByThreshold),
      'other background, by threshold': mean(sums.awayByThreshold),
      'false by threshold': mean(sums.falseByThreshold),
      'learnt by regression': mean(sums.regression),
      'ms a sound, without the network': Math.round(sums.milliseconds / sums.n),
    });
    console.table(table);
    if (count > 1) {
      const { cases, ...all } = refused;
      const means = Object.entries(all).map(([name, sum]) => [name, Number((sum / Math.max(1, cases)).toFixed(3))]);
      refusals.push({ examples: count, cases, ...Object.fromEntries(means) });
      console.table(refusals);
    }
  }
  console.table(perClass);
  const write = (quietReports: readonly Record<string, number>[]) => {
    const { model, set, draws } = options;
    const report = { model, set, draws: Number(draws), table, perClass, refusals, quietReports };
    writeFileSync(`test/results/teach-${set}.json`, `${JSON.stringify(report, null, 1)}\n`);
  };
  write([]);
  write(await quietHours(ears, learnt));
}

/** Runs the hours of backgrounds, and counts the reports of everything that was learnt. */
async function quietHours(
  ears: Ears,
  learnt: readonly { readonly count: number; readonly taught: TaughtClass }[],
): Promise<Record<string, number>[]> {
  const reports = new Map<number, number>();
  const pieces = Math.ceil((Number(options.hours) * 3600) / PIECE_SECONDS);
  let rows: Record<string, number>[] = [];
  for (let i = 0; i < pieces; i++) {
    for (const clip of await background(ears, i, QUIET_SEED)) {
      for (const { count, taught } of learnt) {
        const isReport = clipLogit(taught, clip) > logitOf(taught.threshold);
        reports.set(count, (reports.get(count) ?? 0) + Number(isReport));
      }
    }
    const hours = ((i + 1) * PIECE_SECONDS) / 3600;
    rows = [...reports].map(([count, all]) => ({
      ...{ hours, examples: count, reports: all },
      'reports of a sound': all / learnt.filter((one) => one.count === count).length,
    }));
    if (Number.isInteger(hours)) console.table(rows);
  }
  return rows;
}

void main();

/**
 * Measures what thorough learning brings (docs/teaching.md): each sound is learnt from 20 or more takes with the frozen network only, and
 * with a trained layer, whether it would be kept or not. Both are tested on other takes. Prints a table and writes
 * test/results/thorough-SET.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readModel } from '../../src/cli/files/read-model.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { readTeachingData, TEACHING_FILE } from '../../src/teach/data/teaching-data.js';
import { Embedder, type Rows } from '../../src/teach/examples/embed.js';
import { variantsOf } from '../../src/teach/examples/variants.js';
import { DEFAULT_TARGET, FEWEST_FOR_THOROUGH, type TaughtClass } from '../../src/teach/file/taught-class.js';
import type { ExampleRows } from '../../src/teach/learning/material.js';
import { peakIn } from '../../src/teach/learning/row-logits.js';
import { atOnce } from '../../src/teach/learning/slices.js';
import { learningBothWays } from '../../src/teach/learning/thorough.js';
import { BLOCK_SECONDS, exampleOf } from '../../src/teach/teacher.js';
import { BACKGROUNDS } from './recipes/backgrounds.js';
import { DEVELOPMENT } from './recipes/development.js';
import { RATE } from './recipes/synth.js';
import { recordTake } from './recipes/take.js';
import { UNSEEN } from './recipes/unseen.js';

/** Backgrounds of the examples, and others. */
const HOME = ['hiss', 'hum', 'fan'];
const AWAY = ['traffic', 'rain', 'murmur'];
const VARIANTS = 6;
/** Takes of each sound that are tested with each kind of background. */
const TESTS = 18;
/** Length of a stretch of a background, seconds; number of stretches, and of the clips that each is cut into. */
const [STRETCH_SECONDS, STRETCHES, CLIPS] = [30, 12, 3];
/** Share of other clips that may be found falsely. */
const FALSE_SHARE = 0.01;

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'development' },
    model: { type: 'string', default: 'models/crnn' },
    examples: { type: 'string', default: String(FEWEST_FOR_THOROUGH) },
    draws: { type: 'string', default: '2' },
  },
});
const EXAMPLES = Number(options.examples);
/** Takes from which a draw takes the examples. */
const POOL = Math.round(1.3 * EXAMPLES);

interface Sound {
  readonly label: string;
  readonly pool: readonly ExampleRows[];
  readonly tests: readonly Rows[];
}

async function main(): Promise<void> {
  const isDevelopment = options.set === 'development';
  const recipes = isDevelopment ? DEVELOPMENT : UNSEEN;
  const model = await readModel(options.model);
  const { features } = model.manifest;
  const data = await readTeachingData(readFileSync(join(options.model, TEACHING_FILE)), await networkHash(model));
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  const embedder = new Embedder(network, data.normalisation);
  const framesOf = (samples: Float32Array) => new LogMelStream(RATE, features).push(samples);

  const sounds: Sound[] = [];
  for (const [at, [label, recipe]] of Object.entries(recipes).entries()) {
    const seed = (isDevelopment ? 100_000 : 900_000) + 1000 * at;
    const take = (backgrounds: readonly string[], i: number, offset: number) =>
      framesOf(recordTake(recipe, backgrounds[i % backgrounds.length]!, seededRandom(seed + offset + i)));
    const pool: ExampleRows[] = [];
    for (let i = 0; i < POOL; i++) {
      const { example } = exampleOf(take(HOME, i, 0), features, String(i));
      const sources = { rooms: [], others: [] };
      const rows: Rows[] = [];
      for (const variant of variantsOf(example.frames, sources, features, VARIANTS, seededRandom(seed + 500 + i)))
        rows.push(await embedder.variant(variant));
      pool.push(rows.filter(({ count }) => count > 0));
    }
    const tests: Rows[] = [];
    for (const [backgrounds, offset] of [
      [HOME, 100],
      [AWAY, 200],
    ] as const)
      for (let i = 0; i < TESTS; i++) tests.push(await embedder.rows(take(backgrounds, i, offset)));
    sounds.push({ label, pool, tests });
    process.stderr.write(`${label} recorded\n`);
  }
  const quiet: Rows[] = [];
  const names = Object.keys(BACKGROUNDS);
  const { size } = data.normalisation;
  for (let i = 0; i < STRETCHES; i++) {
    const stretch = BACKGROUNDS[names[i % names.length]!]!(STRETCH_SECONDS, seededRandom(7_000_000 + i));
    const { values, count } = await embedder.rows(framesOf(stretch));
    const length = Math.ceil(count / CLIPS);
    for (let first = 0; first < count; first += length) {
      const end = Math.min(count, first + length);
      quiet.push({ values: values.slice(first * size, end * size), count: end - first });
    }
  }

  const table: Record<string, string | number | boolean>[] = [];
  for (const [s, { label, pool, tests }] of sounds.entries()) {
    const random = seededRandom(31 * s + EXAMPLES);
    for (let draw = 0; draw < Number(options.draws); draw++) {
      const order = Array.from({ length: POOL }, (_, i) => ({ i, at: random() })).sort((a, b) => a.at - b.at);
      const examples = order.slice(0, EXAMPLES).map(({ i }) => pool[i]!);
      const began = performance.now();
      const { frozen, trained, thorough } = atOnce(
        learningBothWays(
          label,
          { size, examples, others: [], bank: data.bank, quiet: data.quiet, blocks: [] },
          { target: DEFAULT_TARGET, blockSeconds: BLOCK_SECONDS },
        ),
      );
      const seconds = (performance.now() - began) / 1000;
      const other = [...sounds.filter((_, i) => i !== s).flatMap((one) => one.tests), ...quiet];
      const without = measured(frozen.taught, tests, other);
      const withLayer = measured(trained.taught, tests, other);
      table.push({
        ...{ label, draw, kept: thorough.isKept, steps: thorough.steps, error: thorough.error },
        ...{ 'left-out loss, frozen': thorough.frozen.loss, 'left-out loss, layer': thorough.trained.loss },
        ...{ 'left out found, frozen': thorough.frozen.found, 'left out found, layer': thorough.trained.found },
        ...{ 'test loss, frozen': without.loss, 'test loss, layer': withLayer.loss },
        ...{ 'found at 1 %, frozen': without.found, 'found at 1 %, layer': withLayer.found },
        seconds,
      });
      process.stderr.write(`${JSON.stringify(table.at(-1))}\n`);
    }
  }
  console.table(table);
  writeFileSync(`test/results/thorough-${options.set}.json`, `${JSON.stringify({ ...options, table }, null, 1)}\n`);
}

/** Tests a sound on takes of it and on other clips. @returns loss, both counting half; share found at 1 % false */
function measured(taught: TaughtClass, own: readonly Rows[], others: readonly Rows[]) {
  const [present, absent] = [own, others].map((list) => list.map(({ values }) => peakIn(taught, values)));
  const edge = [...absent!].sort((a, b) => b - a)[Math.floor(FALSE_SHARE * absent!.length)]!;
  const cost = (logit: number) => Math.log1p(Math.exp(-Math.max(-30, Math.min(30, logit))));
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return {
    loss: (mean(present!.map(cost)) + mean(absent!.map((logit) => cost(-logit)))) / 2,
    found: present!.filter((logit) => logit > edge).length / present!.length,
  };
}

void main();

/**
 * Measures what thorough learning brings (docs/teaching.md): each sound is learnt from 20 or more takes with the frozen network only, and
 * with a trained layer, whether it would be kept or not. Both are tested on other takes. Prints a table and writes
 * test/results/thorough-SET.json.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import type { Rows } from '../../src/teach/examples/embed.js';
import { DEFAULT_TARGET, FEWEST_FOR_THOROUGH, type TaughtClass } from '../../src/teach/file/taught-class.js';
import { mean } from '../../src/teach/learning/mean.js';
import { peakIn } from '../../src/teach/learning/row-logits.js';
import { atOnce } from '../../src/teach/learning/slices.js';
import { learningBothWays } from '../../src/teach/learning/thorough.js';
import { BLOCK_SECONDS } from '../../src/teach/teacher.js';
import {
  drawn,
  FALSE_SHARE,
  framesOf,
  openEars,
  prepare,
  QUIET_SEED,
  recipesOf,
  type Ears,
  type Sound,
} from './ears.js';
import { BACKGROUNDS } from './recipes/backgrounds.js';

/** Takes of each sound that are tested with each kind of background. */
const TESTS = 18;
/** Length of a stretch of a background, seconds; number of stretches, and of the clips that each is cut into. */
const [STRETCH_SECONDS, STRETCHES, CLIPS] = [30, 12, 3];
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

async function main(): Promise<void> {
  const ears = await openEars(options.model);
  const { size } = ears.data.normalisation;
  const { bank, quiet: rooms } = ears.data;
  const sounds: Sound[] = [];
  for (const recipe of recipesOf(options.set)) {
    sounds.push(await prepare(ears, options.set, recipe, { pool: POOL, tests: TESTS }));
    process.stderr.write(`${recipe.label} recorded\n`);
  }
  const quiet = await backgrounds(ears);

  const table: Record<string, string | number | boolean>[] = [];
  for (const [s, sound] of sounds.entries()) {
    const { label } = sound;
    const random = seededRandom(31 * s + EXAMPLES);
    for (let draw = 0; draw < Number(options.draws); draw++) {
      const examples = drawn(sound, EXAMPLES, random);
      const began = performance.now();
      const { frozen, trained, thorough } = atOnce(
        learningBothWays(
          label,
          { size, examples, others: [], bank, quiet: rooms, blocks: [] },
          { target: DEFAULT_TARGET, blockSeconds: BLOCK_SECONDS },
        ),
      );
      const seconds = (performance.now() - began) / 1000;
      const other = [...sounds.filter((_, i) => i !== s).flatMap(testsOf), ...quiet];
      const without = measured(frozen.taught, testsOf(sound), other);
      const withLayer = measured(trained.taught, testsOf(sound), other);
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

const testsOf = ({ home, away }: Sound): readonly Rows[] => [...home, ...away];

/** Runs the stretches of backgrounds, and cuts each into clips. */
async function backgrounds(ears: Ears): Promise<Rows[]> {
  const { size } = ears.data.normalisation;
  const names = Object.keys(BACKGROUNDS);
  const clips: Rows[] = [];
  for (let i = 0; i < STRETCHES; i++) {
    const stretch = BACKGROUNDS[names[i % names.length]!]!(STRETCH_SECONDS, seededRandom(QUIET_SEED + i));
    const { values, count } = await ears.embedder.rows(framesOf(ears, stretch));
    const length = Math.ceil(count / CLIPS);
    for (let first = 0; first < count; first += length) {
      const end = Math.min(count, first + length);
      clips.push({ values: values.slice(first * size, end * size), count: end - first });
    }
  }
  return clips;
}

/** Tests a sound on takes of it and on other clips. @returns loss, both counting half; share found at 1 % false */
function measured(taught: TaughtClass, own: readonly Rows[], others: readonly Rows[]) {
  const [present, absent] = [own, others].map((list) => list.map(({ values }) => peakIn(taught, values)));
  const edge = [...absent!].sort((a, b) => b - a)[Math.floor(FALSE_SHARE * absent!.length)]!;
  const cost = (logit: number) => Math.log1p(Math.exp(-Math.max(-30, Math.min(30, logit))));
  return {
    loss: (mean(present!.map(cost)) + mean(absent!.map((logit) => cost(-logit)))) / 2,
    found: present!.filter((logit) => logit > edge).length / present!.length,
  };
}

void main();

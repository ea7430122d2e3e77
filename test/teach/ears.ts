import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../src/cli/files/read-model.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import type { Model } from '../../src/model/manifest.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import { seededRandom, type Random } from '../../src/teach/data/seeded-random.js';
import { readTeachingData, TEACHING_FILE, type TeachingData } from '../../src/teach/data/teaching-data.js';
import { Embedder, type Rows } from '../../src/teach/examples/embed.js';
import { variantsOf } from '../../src/teach/examples/variants.js';
import type { ExampleRows } from '../../src/teach/learning/material.js';
import { exampleOf } from '../../src/teach/teacher.js';
import { DEVELOPMENT } from './recipes/development.js';
import { RATE } from './recipes/synth.js';
import { recordTake } from './recipes/take.js';
import { UNSEEN } from './recipes/unseen.js';
import { RowStore } from './row-store.js';

/** Backgrounds of the examples, and others. */
const HOME = ['hiss', 'hum', 'fan'];
const AWAY = ['traffic', 'rain', 'murmur'];
const VARIANTS = 6;
/** Share of other clips that may be found falsely. */
export const FALSE_SHARE = 0.01;
/** Seed of the backgrounds among the other clips. */
export const QUIET_SEED = 7_000_000;

/** A model that sounds are taught to, and the rows of sounds that it has heard. */
export interface Ears {
  readonly model: Model;
  readonly embedder: Embedder;
  readonly data: TeachingData;
  readonly store: RowStore;
}

/** A sound with its takes. */
export interface Sound {
  readonly label: string;
  /** Takes from which a draw takes the examples, each with its variants. */
  readonly pool: readonly ExampleRows[];
  /** Test takes with the backgrounds of the examples. */
  readonly home: readonly Rows[];
  /** Test takes with other backgrounds. */
  readonly away: readonly Rows[];
}

/** How many takes of each sound there are. */
export interface Takes {
  readonly pool: number;
  /** With each kind of background. */
  readonly tests: number;
}

/** Opens a model and its teaching data. @param folder of the model */
export async function openEars(folder: string): Promise<Ears> {
  const model = await readModel(folder);
  const data = await readTeachingData(readFileSync(join(folder, TEACHING_FILE)), await networkHash(model));
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  const store = new RowStore('test/results/teach-rows', data.hash, data.normalisation.size);
  return { model, data, embedder: new Embedder(network, data.normalisation), store };
}

/** Returns the frames of a sound of the recipes. */
export const framesOf = ({ model }: Ears, samples: Float32Array): Float32Array =>
  new LogMelStream(RATE, model.manifest.features).push(samples);

/** Returns the labels of a set of recipes, each with the seed of its takes. */
export function recipesOf(set: string): readonly { readonly label: string; readonly seed: number }[] {
  const isDevelopment = set === 'development';
  const labels = Object.keys(isDevelopment ? DEVELOPMENT : UNSEEN);
  return labels.map((label, i) => ({ label, seed: (isDevelopment ? 100_000 : 900_000) + 1000 * i }));
}

/** Records and runs all takes of a sound. @param set name of its recipes */
export async function prepare(
  ears: Ears,
  set: string,
  { label, seed }: ReturnType<typeof recipesOf>[number],
  takes: Takes,
): Promise<Sound> {
  const recipe = { ...DEVELOPMENT, ...UNSEEN }[label]!;
  const { features } = ears.model.manifest;
  const take = (backgrounds: readonly string[], i: number, offset: number) =>
    framesOf(ears, recordTake(recipe, backgrounds[i % backgrounds.length]!, seededRandom(seed + offset + i)));
  const tests = (backgrounds: readonly string[], offset: number, kind: string) =>
    ears.store.rows(`${set}-${label}-${kind}-${takes.tests}`, async () => {
      const rows: Rows[] = [];
      for (let i = 0; i < takes.tests; i++) rows.push(await ears.embedder.rows(take(backgrounds, i, offset)));
      return rows;
    });
  const examples = await ears.store.rows(`${set}-${label}-examples-${takes.pool}`, async () => {
    const rows: Rows[] = [];
    for (let i = 0; i < takes.pool; i++) {
      const { example } = exampleOf(take(HOME, i, 0), features, String(i));
      const sources = { rooms: [], others: [] };
      for (const variant of variantsOf(example.frames, sources, features, VARIANTS, seededRandom(seed + 500 + i))) {
        rows.push(await ears.embedder.variant(variant));
      }
    }
    return rows;
  });
  const pool = Array.from({ length: takes.pool }, (_, i) =>
    examples.slice(i * VARIANTS, (i + 1) * VARIANTS).filter(({ count }) => count > 0),
  );
  return { label, pool, home: await tests(HOME, 100, 'home'), away: await tests(AWAY, 200, 'away') };
}

/** Draws examples of a sound. */
export function drawn({ pool }: Sound, count: number, random: Random): readonly ExampleRows[] {
  const order = pool.map((example) => ({ example, at: random() })).sort((a, b) => a.at - b.at);
  return order.slice(0, count).map(({ example }) => example);
}

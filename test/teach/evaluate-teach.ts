/**
 * Measures teaching on sounds that no head knows (docs/teaching.md). `--set development` is for work on the method; the figures of the
 * documents come from the set `unseen`. Prints tables and writes test/results/teach-SET.json.
 *
 * The rows of all sounds are kept in test/results/teach-rows. `--part 1/4` computes a quarter of them and ends, so that several
 * processes can share the work. `--only tape,pump` learns these sounds alone; all means are over sounds, so such reports can be averaged.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chosen, read } from '../../models/teaching/recordings.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import type { Rows } from '../../src/teach/examples/embed.js';
import { DEFAULT_TARGET, type TaughtClass } from '../../src/teach/file/taught-class.js';
import type { ClassMaterial } from '../../src/teach/learning/folds.js';
import { learn } from '../../src/teach/learning/learn.js';
import { logitOf } from '../../src/teach/learning/linear-softmax.js';
import { peakIn } from '../../src/teach/learning/row-logits.js';
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
import { QUIET_ROOMS } from './recipes/quiet-hours.js';

/** Draws in which wrong reports are refused. */
const REFUSING_DRAWS = 5;
/** Number of examples with which wrong reports are refused, and with which rooms are known at most. */
const REFUSING_EXAMPLES = 5;
/** Seed of the quiet hours. */
const HOURS_SEED = 8_000_000;

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'unseen' },
    model: { type: 'string', default: 'models/crnn' },
    // Of each number of examples; the last one stands for all further ones.
    draws: { type: 'string', default: '20' },
    hours: { type: 'string', default: '8' },
    examples: { type: 'string', default: '1,5,10' },
    pool: { type: 'string', default: '12' },
    tests: { type: 'string', default: '12' },
    known: { type: 'string', default: '0,1,2,3,4,5,6,7,8,9,10,11,12' },
    only: { type: 'string' },
    data: { type: 'string' },
    recordings: { type: 'string', default: '200' },
    part: { type: 'string', default: '1/1' },
  },
});
const [PART, PARTS] = options.part.split('/').map(Number) as [number, number];

/** Takes of each sound: examples to draw from, and test takes with each kind of background. */
const TAKES = { pool: Number(options.pool), tests: Number(options.tests) };
const NUMBERS = options.examples.split(',').map(Number);
const DRAWS = options.draws.split(',').map(Number);

/** Duration of a room, and of its beginning that is learnt where the room is known, seconds. */
const ROOM_SECONDS = 300;
const KNOWN_SECONDS = 120;
/** Duration of a clip that is cut from a room, seconds. */
const CLIP_SECONDS = 10;
/** Background clips among the other clips, and the seconds of each background that they are cut from. */
const QUIET_CLIPS = 100;
const PIECE_SECONDS = 60;

/** Cuts rows into pieces of equal duration. */
function cut(ears: Ears, rows: Rows, seconds: number): Rows[] {
  const { size } = ears.data.normalisation;
  const length = Math.round(seconds / ears.embedder.rowSeconds);
  return Array.from({ length: Math.floor(rows.count / length) }, (_, i) => ({
    values: rows.values.subarray(i * length * size, (i + 1) * length * size),
    count: length,
  }));
}

/** Runs a background. */
async function background(
  ears: Ears,
  rooms: typeof BACKGROUNDS,
  i: number,
  seconds: number,
  seed: number,
): Promise<Rows> {
  const names = Object.keys(rooms);
  const name = names[i % names.length]!;
  const [rows] = await ears.store.rows(`room-${names.length}-${i}-${seconds}-${seed}`, async () => [
    await ears.embedder.rows(framesOf(ears, rooms[name]!(seconds, seededRandom(seed + i)))),
  ]);
  return rows!;
}

/** Runs real recordings which the model has not learnt from. */
async function realRecordings(ears: Ears): Promise<Rows[]> {
  const folder = options.data;
  if (folder === undefined) return [];
  const list = chosen(folder, ears.model.manifest, Number(options.recordings), seededRandom(QUIET_SEED), 'val');
  return ears.store.rows(`recordings-${list.length}`, async () => {
    const rows: Rows[] = [];
    for (const { path } of list) {
      const { samples, sampleRate } = await read(join(folder, path));
      const frames = new LogMelStream(sampleRate, ears.model.manifest.features).push(samples);
      rows.push(await ears.embedder.rows(frames));
    }
    return rows.filter(({ count }) => count > 0);
  });
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
  taught: TaughtClass,
  material: ClassMaterial,
  sound: Sound,
  others: readonly Sound[],
  sums: RefusalSums,
): void {
  const takes = others.map(({ home, away }) => [...home, ...away]);
  const wrong = takes.map((list) => list.filter((rows) => isReported(taught, rows)).length);
  const most = Math.max(...wrong);
  if (most === 0) return;
  const room = takes[wrong.indexOf(most)]!;
  const refused = room.filter((rows, i) => i % 2 === 0 && isReported(taught, rows)).slice(0, MOST_REFUSED);
  if (refused.length === 0) return;
  const later = room.filter((_, i) => i % 2 === 1);
  const again = learn(sound.label, { ...material, others: refused.map((rows) => [rows]) }, LEARNING).taught;
  const tests = [...sound.home, ...sound.away];
  const share = (rows: readonly Rows[], by: TaughtClass) =>
    rows.filter((one) => isReported(by, one)).length / rows.length;
  sums.cases += 1;
  sums.refused += refused.length;
  sums.wrongBefore += share(later, taught);
  sums.wrongAfter += share(later, again);
  sums.foundBefore += share(tests, taught);
  sums.foundAfter += share(tests, again);
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** Sums over learnt sounds. */
type Sums = Record<string, number>;

/** Adds values to sums. */
function add(sums: Sums, values: Sums): void {
  for (const [name, value] of Object.entries(values)) sums[name] = (sums[name] ?? 0) + value;
}

/** Returns the means of sums, rounded. */
const means = (sums: Sums, count: number): Sums =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number((sum / Math.max(1, count)).toFixed(3))]));

/** A sound as it was learnt. */
interface LearntSound {
  readonly count: number;
  readonly taught: TaughtClass;
  readonly material: ClassMaterial;
}

const LEARNING = { target: DEFAULT_TARGET, blockSeconds: BLOCK_SECONDS };

/** Names of the sounds that are learnt; all if undefined. */
const only = options.only?.split(',');
const isLearnt = ({ label }: Sound) => only?.includes(label) ?? true;

const isReported = (taught: TaughtClass, rows: Rows) => peakIn(taught, rows.values) > logitOf(taught.threshold);

async function main(): Promise<void> {
  const ears = await openEars(options.model);
  const pieces = Math.ceil((Number(options.hours) * 3600) / ROOM_SECONDS);
  const room = (i: number) => background(ears, QUIET_ROOMS, i, ROOM_SECONDS, HOURS_SEED);
  const backgrounds = (i: number) => background(ears, BACKGROUNDS, i, PIECE_SECONDS, QUIET_SEED);
  const minutes = Math.ceil((QUIET_CLIPS * CLIP_SECONDS) / PIECE_SECONDS);
  const recipes = recipesOf(options.set);
  if (PARTS > 1) {
    const isOwn = (_: unknown, i: number) => i % PARTS === PART - 1;
    const jobs = [
      ...recipes.map((recipe) => () => prepare(ears, options.set, recipe, TAKES)),
      ...Array.from({ length: minutes }, (_, i) => () => backgrounds(i)),
      ...Array.from({ length: pieces }, (_, i) => () => room(i)),
    ];
    for (const job of jobs.filter(isOwn)) await job();
    if (PART === PARTS) await realRecordings(ears);
    return;
  }
  const sounds: Sound[] = [];
  for (const recipe of recipes) sounds.push(await prepare(ears, options.set, recipe, TAKES));
  const quiet: Rows[] = [];
  for (let i = 0; i < minutes; i++) quiet.push(...cut(ears, await backgrounds(i), CLIP_SECONDS));
  const real = await realRecordings(ears);
  const learnt: LearntSound[] = [];
  const refusals: Sums[] = [];
  const table: Sums[] = [];
  const perClass: Record<string, Sums> = {};
  for (const [c, count] of NUMBERS.entries()) {
    const draws = DRAWS[Math.min(c, DRAWS.length - 1)]!;
    const refused = { cases: 0, refused: 0, wrongBefore: 0, wrongAfter: 0, foundBefore: 0, foundAfter: 0 };
    const all: Sums = {};
    for (const [s, sound] of sounds.entries()) {
      if (!isLearnt(sound)) continue;
      const rest = sounds.filter((_, i) => i !== s);
      const others = rest.flatMap(({ home, away }) => [...home, ...away]);
      const own: Sums = {};
      const random = seededRandom(31 * s + count);
      for (let draw = 0; draw < draws; draw++) {
        const examples = drawn(sound, count, random);
        const { size } = ears.data.normalisation;
        const { bank, quiet: rooms } = ears.data;
        const material = { size, examples, others: [], bank, quiet: rooms, blocks: [] };
        const began = process.cpuUsage();
        const { taught, regularisation } = learn(sound.label, material, LEARNING);
        const { user, system } = process.cpuUsage(began);
        const wrong = [...others, ...quiet].map((rows) => peakIn(taught, rows.values)).sort((a, b) => a - b);
        const edge = quantile(wrong, 1 - FALSE_SHARE);
        const on = logitOf(taught.threshold);
        const share = (list: readonly Rows[], from: number) =>
          list.filter((rows) => peakIn(taught, rows.values) > from).length / Math.max(1, list.length);
        add(own, {
          'found at 1 % false': share(sound.home, edge),
          'other background': share(sound.away, edge),
          'found by its threshold': share(sound.home, on),
          'other background, by threshold': share(sound.away, on),
          'false by threshold, other sounds': share(others, on),
          'false by threshold, backgrounds': share(quiet, on),
          'false by threshold, real recordings': share(real, on),
          'learnt by regression': regularisation === undefined ? 0 : 1,
          'processor time, ms': (user + system) / 1000,
        });
        learnt.push({ count, taught, material });
        if (count === REFUSING_EXAMPLES && draw < REFUSING_DRAWS) refuse(taught, material, sound, rest, refused);
      }
      perClass[`${sound.label}, ${count}`] = means(own, draws);
      add(all, means(own, draws));
    }
    table.push({ examples: count, draws, ...means(all, sounds.filter(isLearnt).length) });
    const { cases, ...sums } = refused;
    if (count === REFUSING_EXAMPLES) refusals.push({ examples: count, cases, ...means(sums, cases) });
  }
  console.table(table);
  console.table(perClass);
  console.table(refusals);
  const unknown = await quietHours(ears, room, pieces, learnt);
  console.table(unknown.kinds);
  console.table(unknown.reports);
  const rooms = options.known
    .split(',')
    .map(Number)
    .filter((i) => i < pieces);
  const known = await knownRooms(ears, room, rooms, learnt);
  console.table(known);
  const { model, set } = options;
  const report = { model, set, table, perClass, refusals, unknown, known };
  const name = [set, ...(only ?? [])].join('-');
  writeFileSync(`test/results/teach-${name}.json`, `${JSON.stringify(report, null, 1)}\n`);
}

/** Counts the reports of everything that was learnt in rooms that were not. */
async function quietHours(
  ears: Ears,
  room: (i: number) => Promise<Rows>,
  pieces: number,
  learnt: readonly LearntSound[],
): Promise<{ reports: Sums[]; kinds: Record<string, Sums> }> {
  const hours = (pieces * ROOM_SECONDS) / 3600;
  const names = Object.keys(QUIET_ROOMS);
  const kinds: Record<string, Sums> = {};
  const counts = new Map<number, { all: number; sounds: Set<string>; classes: Set<LearntSound> }>();
  for (const { count } of learnt) counts.set(count, { all: 0, sounds: new Set(), classes: new Set() });
  for (let i = 0; i < pieces; i++) {
    for (const clip of cut(ears, await room(i), CLIP_SECONDS)) {
      for (const one of learnt) {
        if (!isReported(one.taught, clip)) continue;
        const own = counts.get(one.count)!;
        own.all += 1;
        own.sounds.add(one.taught.label);
        own.classes.add(one);
        add((kinds[names[i % names.length]!] ??= {}), { [one.taught.label]: 1 });
      }
    }
  }
  const reports = [...counts].map(([count, { all, sounds, classes }]) => {
    const taught = learnt.filter((one) => one.count === count).length;
    return {
      ...{ examples: count, hours, 'reports of a sound': all / taught, 'an hour': all / taught / hours },
      ...{ 'taught sounds with a report': classes.size / taught, 'different sounds with a report': sounds.size },
    };
  });
  return { reports, kinds };
}

/** Learns one draw of each sound again with the beginning of a room as background, and counts reports in the rest of it. */
async function knownRooms(
  ears: Ears,
  room: (i: number) => Promise<Rows>,
  rooms: readonly number[],
  learnt: readonly LearntSound[],
): Promise<Sums[]> {
  const counts = [...new Set(learnt.map(({ count }) => count))].filter((count) => count <= REFUSING_EXAMPLES);
  const labels = [...new Set(learnt.map(({ taught }) => taught.label))];
  const table: Sums[] = [];
  for (const count of counts) {
    const first = labels.map((label) => learnt.find((one) => one.count === count && one.taught.label === label)!);
    const sums = { before: 0, after: 0, n: 0 };
    for (const i of rooms) {
      const blocks = cut(ears, await room(i), BLOCK_SECONDS);
      const known = blocks.slice(0, KNOWN_SECONDS / BLOCK_SECONDS);
      const later = blocks.slice(known.length);
      for (const { taught, material } of first) {
        const again = learn(taught.label, { ...material, blocks: known }, LEARNING).taught;
        sums.before += later.filter((rows) => isReported(taught, rows)).length;
        sums.after += later.filter((rows) => isReported(again, rows)).length;
        sums.n += 1;
      }
    }
    const hours = (sums.n / first.length) * ((ROOM_SECONDS - KNOWN_SECONDS) / 3600);
    table.push({
      ...{ examples: count, rooms: rooms.length, hours },
      'reports of a sound an hour, room unknown': sums.before / first.length / hours,
      'reports of a sound an hour, room known': sums.after / first.length / hours,
    });
  }
  return table;
}

void main();

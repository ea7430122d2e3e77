/**
 * Measures how well novelty separates unseen classes from new recordings of familiar ones (docs/novelty.md). A place is a few classes of ESC-50,
 * half of whose recordings are learnt. Then come the other recordings of these classes, and recordings of all other classes. A
 * recording scores the mean of its moments. Prints the area under the curve over several places, and writes test/results/novelty.json.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { decodeFile } from '../../src/cli/files/decode-file.js';
import { readModel } from '../../src/cli/files/read-model.js';
import { rocAuc } from '../../src/evaluation/roc-auc.js';
import { joinedRows } from '../../src/features/joined-rows.js';
import { BANDS, LOG_MEL_64 } from '../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { Autoencoder, type AutoencoderModel } from '../../src/novelty/autoencoder/autoencoder.js';
import { loadAutoencoder } from '../../src/novelty/autoencoder/load-autoencoder.js';
import { ExpectedPicture } from '../../src/novelty/expected-picture.js';
import { FamiliarSounds } from '../../src/novelty/familiar-sounds.js';
import { isSilent, MOMENT_FRAMES, MOMENT_SECONDS } from '../../src/novelty/moment.js';
import { MomentRows } from '../../src/novelty/moment-rows.js';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import { readTeachingData, TEACHING_FILE } from '../../src/teach/data/teaching-data.js';
import { keptRows } from '../../src/teach/examples/kept-rows.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string', default: 'models/crnn' },
    classes: { type: 'string', default: '5,10' },
    draws: { type: 'string', default: '20' },
    // Draws for the two methods with pictures, which take longer.
    pictures: { type: 'string', default: '8' },
    unseen: { type: 'string', default: '60' },
  },
});
if (!options.data) throw new Error('Name the folder of the data with --data.');
const data = options.data;

interface Clip {
  readonly event: string;
  readonly group: string;
  /** Frames of `LOG_MEL_64`, whole moments without silence. */
  readonly frames: Float32Array;
  /** Mean embedding of each moment. */
  readonly means: readonly Float32Array[];
}

/** Rows of the network's scores that are computed at once: a second. */
const STEP_ROWS = 50;

/** Computes all clips, and keeps them in a file for the next run. */
async function clips(): Promise<Clip[]> {
  const cache = 'test/results/novelty-clips.json';
  interface Stored extends Omit<Clip, 'frames' | 'means'> {
    readonly frames: readonly number[];
    readonly means: readonly (readonly number[])[];
  }
  if (existsSync(cache)) {
    const stored = JSON.parse(readFileSync(cache, 'utf8')) as Stored[];
    return stored.map((clip) => ({
      ...clip,
      frames: Float32Array.from(clip.frames),
      means: clip.means.map((mean) => Float32Array.from(mean)),
    }));
  }
  const model = await readModel(options.model);
  const teaching = await readTeachingData(readFileSync(join(options.model, TEACHING_FILE)), await networkHash(model));
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  interface Row {
    readonly path: string;
    readonly dataset: string;
    readonly split: string;
    readonly events: string;
    readonly group: string;
  }
  const rows = (parse(readFileSync(join(data, 'manifest.csv')), { columns: true }) as Row[]).filter(
    ({ dataset, split }) => dataset === 'esc50' && split === 'val',
  );
  const all: Clip[] = [];
  for (const { path, events, group } of rows) {
    const blocks: Float32Array[] = [];
    let rate = 0;
    for await (const { samples, sampleRate } of decodeFile(join(data, path))) {
      blocks.push(samples.slice());
      rate = sampleRate;
    }
    const samples = joinedRows(blocks);
    const pictures = new LogMelStream(rate, LOG_MEL_64).push(samples);
    const input = new LogMelStream(rate, model.manifest.features).push(samples);
    const step = STEP_ROWS * network.framesPerOutput * model.manifest.features.bands;
    network.reset();
    const rowsOfMoment = new MomentRows(Math.round(MOMENT_SECONDS / 0.08));
    const frames: Float32Array[] = [];
    const means: Float32Array[] = [];
    for (let at = 0; at + step <= input.length; at += step) {
      const { embedding } = await network.stepWithEmbedding(input.subarray(at, at + step));
      const kept = keptRows(teaching, (at / step) * STEP_ROWS * network.rowSeconds, embedding, network.rowSeconds);
      for (const { mean } of rowsOfMoment.push(kept.time, kept.values, kept.size, kept.rowSeconds)) {
        const first = means.length * MOMENT_FRAMES * BANDS;
        frames.push(pictures.subarray(first, first + MOMENT_FRAMES * BANDS));
        means.push(mean);
      }
    }
    const heard = frames.map((frame) => frame.length === MOMENT_FRAMES * BANDS && !isSilent(frame));
    if (!heard.some(Boolean)) continue;
    all.push({
      event: events,
      group,
      frames: joinedRows(frames.filter((_, i) => heard[i])),
      means: means.filter((_, i) => heard[i]),
    });
  }
  mkdirSync('test/results', { recursive: true });
  const stored = all.map((clip) => ({
    ...clip,
    frames: Array.from(clip.frames, (level) => Math.round(100 * level) / 100),
    means: clip.means.map((mean) => Array.from(mean, (value) => Math.round(1e5 * value) / 1e5)),
  }));
  writeFileSync(cache, JSON.stringify(stored));
  return all;
}

interface Place {
  readonly heard: readonly Clip[];
  readonly familiar: readonly Clip[];
  readonly unseen: readonly Clip[];
}

/** Draws a place of some classes. No recording is both heard and tested, not even by another part of it. */
function place(all: readonly Clip[], count: number, random: () => number): Place {
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  const classes = new Set(shuffled([...new Set(all.map(({ event }) => event))]).slice(0, count));
  const heardGroups = new Set(
    [...classes].flatMap((event) => {
      const groups = shuffled([...new Set(all.filter((clip) => clip.event === event).map(({ group }) => group))]);
      return groups.slice(0, Math.ceil(groups.length / 2));
    }),
  );
  const own = shuffled(all.filter(({ event }) => classes.has(event)));
  return {
    heard: own.filter(({ group }) => heardGroups.has(group)),
    familiar: own.filter(({ group }) => !heardGroups.has(group)),
    unseen: shuffled(all.filter(({ event }) => !classes.has(event))).slice(0, Number(options.unseen)),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the score of a clip in a place, for each method. */
type Method = (heard: readonly Clip[]) => (clip: Clip) => number;

const byEmbedding: Method = (heard) => {
  const sounds = new FamiliarSounds(heard[0]!.means[0]!.length);
  for (const clip of heard) for (const moment of clip.means) sounds.hear(0, moment);
  return (clip) => mean(clip.means.map((moment) => sounds.distance(moment)));
};

/** Error of the picture that is expected here. */
const byExpectedPicture =
  (model: AutoencoderModel): Method =>
  (heard) => {
    const picture = new ExpectedPicture(model);
    let time = 0;
    const errors = (clip: Clip, learns: boolean) => {
      time += 100; // a gap
      return picture.push(time, clip.frames, learns).moments.map(({ value }) => value);
    };
    for (const clip of heard) errors(clip, true);
    return (clip) => mean(errors(clip, false));
  };

/** Error of the auto-encoder alone, whatever was learnt. */
const byReconstruction =
  (model: AutoencoderModel): Method =>
  () => {
    const network = new Autoencoder(model);
    const { floor } = model.manifest.levels;
    return ({ frames }) => {
      network.reset();
      const made = joinedRows(network.decode(network.encode(frames)));
      const squares = Array.from(made, (level, i) => (Math.max(floor, level) - Math.max(floor, frames[i]!)) ** 2);
      return Math.sqrt(mean(squares));
    };
  };

async function main(): Promise<void> {
  const folder = 'models/novelty';
  const model = await loadAutoencoder(
    JSON.parse(readFileSync(join(folder, 'autoencoder.json'), 'utf8')),
    new Uint8Array(readFileSync(join(folder, 'weights.bin'))).buffer,
  );
  const all = await clips();
  console.log(`${all.length} recordings of ${new Set(all.map(({ event }) => event)).size} classes`);
  const methods: [string, Method, number][] = [
    ['distance of the embedding', byEmbedding, Number(options.draws)],
    ['error of the expected picture', byExpectedPicture(model), Number(options.pictures)],
    ['error of the reconstruction', byReconstruction(model), Number(options.pictures)],
  ];
  const results: object[] = [];
  for (const classes of options.classes.split(',').map(Number)) {
    for (const [name, method, draws] of methods) {
      const areas = Array.from({ length: draws }, (_, draw) => {
        const { heard, familiar, unseen } = place(all, classes, seededRandom(1000 * classes + draw));
        const score = method(heard);
        const tested = [...unseen, ...familiar];
        return rocAuc(
          tested.map(score),
          tested.map((_clip, i) => i < unseen.length),
        )!;
      });
      const area = mean(areas);
      const spread = Math.sqrt(mean(areas.map((value) => (value - area) ** 2)) * (draws / (draws - 1)));
      const interval = (1.96 * spread) / Math.sqrt(draws);
      console.log(
        `${classes} familiar classes, ${name}: ${area.toFixed(3)} ± ${interval.toFixed(3)} (${draws} places)`,
      );
      results.push({ classes, name, area, interval, draws });
    }
  }
  writeFileSync('test/results/novelty.json', JSON.stringify(results, undefined, 2));
}

void main();

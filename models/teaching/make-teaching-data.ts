/**
 * Makes the file `teaching.bin` of a model: the normalisation of its embedding, and the bank of negatives.
 * Arguments: model folder, data folder (manifest.csv), number of recordings.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { decodeFile } from '../../src/cli/files/decode-file.js';
import { readModel } from '../../src/cli/files/read-model.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import type { ModelManifest } from '../../src/model/manifest.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import { normalise, type Normalisation } from '../../src/teach/data/normalisation.js';
import { readTeachingData, TEACHING_FILE, writeTeachingData } from '../../src/teach/data/teaching-data.js';
import { variantsOf } from '../../src/teach/examples/variants.js';
import { cholesky, largestDirections, solveLower, transposed } from './subspace.js';

/** Values after the normalisation. */
const SIZE = 128;
/** Sounds in the bank. */
const BANK = 500;
/** Sound of each recording that is used, seconds. */
const SECONDS = 3;
/** Every how many rows one is used. */
const EVERY = 8;
/** Share of the mean variance that is added to the covariance within recordings. */
const SHRINKAGE = 0.3;

interface Listed {
  readonly path: string;
  readonly dataset: string;
  readonly split: string;
  readonly events: string;
}

/**
 * Returns training recordings of the data sets that the model learned from, in turns: one of each kind, then the next of each. Other
 * splits are never used.
 */
function chosen(folder: string, { datasets }: ModelManifest, count: number, random: () => number): Listed[] {
  const all = parse(readFileSync(join(folder, 'manifest.csv')), { columns: true }) as Listed[];
  const learned = new Set(datasets.filter(({ use }) => use.startsWith('train:')).map(({ name }) => name));
  const rows = all.filter(({ split, dataset }) => split === 'train' && learned.has(dataset));
  const kinds = new Map<string, Listed[]>();
  for (const row of rows) {
    const kind = `${row.dataset} ${row.events}`;
    const own = kinds.get(kind) ?? [];
    own.splice(Math.floor(random() * (own.length + 1)), 0, row);
    kinds.set(kind, own);
  }
  const lists = [...kinds.values()].sort(() => random() - 0.5);
  const order: Listed[] = [];
  for (let turn = 0; order.length < count && lists.some((list) => turn < list.length); turn++) {
    order.push(...lists.flatMap((list) => list[turn] ?? []));
  }
  return order.slice(0, count);
}

/** Reads the loudest stretch of a recording: a padded one may begin with silence. */
async function read(path: string): Promise<{ samples: Float32Array; sampleRate: number }> {
  const blocks: Float32Array[] = [];
  let sampleRate = 0;
  let length = 0;
  for await (const block of decodeFile(path)) {
    sampleRate = block.sampleRate;
    blocks.push(block.samples);
    length += block.samples.length;
    if (length > 10 * sampleRate) break;
  }
  const all = new Float32Array(length);
  let written = 0;
  for (const block of blocks) {
    all.set(block, written);
    written += block.length;
  }
  const size = Math.min(length, Math.round(SECONDS * sampleRate));
  let [best, first] = [-1, 0];
  for (let from = 0; from + size <= length; from += Math.round(0.5 * sampleRate)) {
    const power = all.subarray(from, from + size).reduce((sum, x) => sum + x * x, 0);
    if (power > best * 1.05) [best, first] = [power, from];
  }
  return { samples: all.subarray(first, first + size), sampleRate };
}

/** Sums from which mean and covariances follow. */
class Scatter {
  readonly #width: number;
  readonly within: Float64Array;
  readonly #sums: { mean: Float64Array; rows: number }[] = [];
  #withinRows = 0;

  constructor(width: number) {
    this.#width = width;
    this.within = new Float64Array(width * width);
  }

  /** Adds the rows of one recording. */
  add(rows: readonly Float32Array[]): void {
    const width = this.#width;
    const mean = new Float64Array(width);
    for (const row of rows) for (let k = 0; k < width; k++) mean[k]! += row[k]! / rows.length;
    for (const row of rows) addOuter(this.within, row.map((value, k) => value - mean[k]!));
    this.#withinRows += rows.length - 1;
    this.#sums.push({ mean, rows: rows.length });
  }

  result(): { mean: Float64Array; within: Float64Array; between: Float64Array } {
    const width = this.#width;
    const mean = new Float64Array(width);
    for (const one of this.#sums) for (let k = 0; k < width; k++) mean[k]! += one.mean[k]! / this.#sums.length;
    const between = new Float64Array(width * width);
    for (const one of this.#sums) addOuter(between, one.mean.map((value, k) => value - mean[k]!));
    const scaled = (matrix: Float64Array, count: number) => mirrored(matrix, width).map((value) => value / count);
    return { mean, within: scaled(this.within, this.#withinRows), between: scaled(between, this.#sums.length) };
  }
}

function addOuter(matrix: Float64Array, x: Float32Array | Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    const factor = x[i]!;
    for (let j = 0; j <= i; j++) matrix[i * n + j]! += factor * x[j]!;
  }
}

const mirrored = (lower: Float64Array, n: number): Float64Array =>
  lower.map((_, i) => lower[Math.max(Math.floor(i / n), i % n) * n + Math.min(Math.floor(i / n), i % n)]!);

/** Returns the projection: whitening within recordings, then the directions in which recordings differ. `[SIZE × width]` */
function projectionOf(within: Float64Array, between: Float64Array, width: number, random: () => number): Float32Array {
  let trace = 0;
  for (let k = 0; k < width; k++) trace += within[k * width + k]! / width;
  const lower = cholesky(
    within.map((value, i) => (i % (width + 1) === 0 ? value + SHRINKAGE * trace : value)),
    width,
  );
  solveLower(lower, between, width, width);
  const whitened = transposed(between, width);
  solveLower(lower, whitened, width, width);
  const size = Math.min(SIZE, width);
  const directions = largestDirections(whitened, width, size, random);
  // A row of the projection is the direction times the inverse of L: solve Lᵀ·p = direction.
  const projection = new Float32Array(size * width);
  for (let c = 0; c < size; c++) {
    const p = directions.slice(c * width, (c + 1) * width);
    for (let i = width - 1; i >= 0; i--) {
      for (let k = i + 1; k < width; k++) p[i]! -= lower[k * width + i]! * p[k]!;
      p[i]! /= lower[i * width + i]!;
    }
    projection.set(p, c * width);
  }
  return projection;
}

async function main([modelFolder, dataFolder, count = '1200']: readonly string[]): Promise<void> {
  if (modelFolder === undefined || dataFolder === undefined) throw new Error('Give a model folder and a data folder.');
  const random = seededRandom(11);
  const model = await readModel(modelFolder);
  const { features } = model.manifest;
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  const { width, framesPerOutput } = network;
  const scatter = new Scatter(width);
  const bank: Float32Array[] = [];
  const list = chosen(dataFolder, model.manifest, Number(count), random);
  const rowsOf = async (frames: Float32Array) => {
    network.reset();
    const whole = Math.floor(frames.length / features.bands / framesPerOutput) * framesPerOutput * features.bands;
    const { embedding } = await network.stepWithEmbedding(frames.subarray(0, whole));
    const rows = embedding.length / width;
    return Array.from({ length: Math.floor(rows / EVERY) }, (_, i) => {
      const row = (i + 1) * EVERY - 1;
      return embedding.slice(row * width, (row + 1) * width);
    }).slice(2); // the first rows still remember the silence before
  };
  for (const [i, { path }] of list.entries()) {
    const { samples, sampleRate } = await read(join(dataFolder, path));
    const frames = new LogMelStream(sampleRate, features).push(samples);
    if (frames.length < 100 * features.bands) continue;
    const plain = await rowsOf(frames);
    const [, varied] = variantsOf(frames, { rooms: [], others: [] }, features, 2, random);
    const from = varied!.past * features.bands;
    const roomy = await rowsOf(varied!.frames.subarray(from, from + varied!.length * features.bands));
    scatter.add([...plain, ...roomy]);
    if (bank.length < BANK) bank.push(plain[Math.floor(random() * plain.length)]!);
    if (i % 100 === 99) process.stderr.write(`${i + 1} of ${list.length}\n`);
  }
  const { mean, within, between } = scatter.result();
  const projection = projectionOf(within, between, width, random);
  const hash = await networkHash(model);
  const normalisation: Normalisation = { width, size: projection.length / width, mean: Float32Array.from(mean), projection };
  // The bank is normalised by the rounded normalisation, which everybody uses.
  const empty = { normalisation, negatives: new Float32Array(), network: hash };
  const rounded = (await readTeachingData(writeTeachingData(empty), hash)).normalisation;
  const embedding = new Float32Array(bank.length * width);
  bank.forEach((row, i) => embedding.set(row, i * width));
  const bytes = writeTeachingData({ normalisation, negatives: normalise(rounded, embedding), network: hash });
  writeFileSync(join(modelFolder, TEACHING_FILE), bytes);
  process.stderr.write(`${TEACHING_FILE}: ${bytes.length} bytes, ${bank.length} sounds in the bank\n`);
}

void main(process.argv.slice(2));

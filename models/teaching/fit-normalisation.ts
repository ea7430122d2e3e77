import type { Random } from '../../src/teach/data/seeded-random.js';
import type { Normalisation } from '../../src/teach/data/normalisation.js';
import { variantsOf } from '../../src/teach/examples/variants.js';
import type { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { cholesky, largestDirections, solveLower, transposed } from './subspace.js';

/** Values after the normalisation. */
const SIZE = 128;
/** Every how many rows one is used. */
const EVERY = 8;
/** Share of the mean variance that is added to the covariance within recordings. */
const SHRINKAGE = 0.3;

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

/**
 * Fits the normalisation to recordings. Each counts together with a variant of it, louder or softer and with a room mixed in.
 *
 * @param recordings frames in the geometry of the network, `[count × bands]`, at least a second each
 */
export async function fitNormalisation(
  recordings: AsyncIterable<Float32Array>,
  network: StreamingNetwork,
  random: Random,
): Promise<Normalisation> {
  const { width, framesPerOutput, manifest } = network;
  const { features } = manifest;
  const scatter = new Scatter(width);
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
  for await (const frames of recordings) {
    const plain = await rowsOf(frames);
    const [, varied] = variantsOf(frames, { rooms: [], others: [] }, features, 2, random);
    const from = varied!.past * features.bands;
    const roomy = await rowsOf(varied!.frames.subarray(from, from + varied!.length * features.bands));
    scatter.add([...plain, ...roomy]);
  }
  const { mean, within, between } = scatter.result();
  const projection = projectionOf(within, between, width, random);
  return { width, size: projection.length / width, mean: Float32Array.from(mean), projection };
}

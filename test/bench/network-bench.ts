/** Benchmarks of networks. `steps.mjs` bundles this file for Node, `webgpu-bench.mjs` for a page. */
import * as tf from '@tensorflow/tfjs-core';
import { rowsPerStep } from '../../src/features/rows.js';
import type { BackendName } from '../../src/model/backends/backend-report.js';
import { selectBackend } from '../../src/model/backends/backends.js';
import { loadModel } from '../../src/model/loading/load-model.js';
import type { Model } from '../../src/model/manifest.js';
import { Network } from '../../src/model/network/network.js';
import type { WasmFiles } from '../../src/model/backends/wasm-files.js';
import { startBackend } from '../../src/model/backends/start-backend.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { seededRandom } from '../harness/random.js';
import { randomFrames } from '../unit/model/random-frames.js';
import { randomModel } from '../unit/model/random-model.js';

export { wasmFilesIn } from '../../src/model/backends/wasm-files.js';
export { processorTime } from './processor-time.js';

const STEPS = [1, 2, 5, 10];
const FRAMES_PER_SECOND = 50;
/** Durations of past sound that a window may need, to replace a recurrent state, seconds. */
const RECURRENT_MEMORIES = [1, 3];
/** Measuring time of each figure, ms. */
const DURATION = 400;

export interface Row {
  readonly network: string;
  readonly backend: string;
  /** Duration of a step, frames of 20 ms. */
  readonly step: number;
  /** Time of one step, ms. */
  readonly milliseconds: number;
  /** Load on one core with live sound, percent. */
  readonly percentOfCore: number;
  /** Window length in network frames → time of the window relative to the time of the step. */
  readonly slidingWindows: Readonly<Record<number, number>>;
}

export interface BenchModel {
  readonly name: string;
  readonly model: Model;
  readonly parameters: number;
  readonly macsPerFrame: number;
}

function describe(name: string, model: Model): BenchModel {
  const parameters = [...model.tensors.values()].reduce((sum, { values }) => sum + values.length, 0);
  return { name, model, parameters, macsPerFrame: model.manifest.macsPerSecond / FRAMES_PER_SECOND };
}

/** Returns the shipped model. For a crnn, also returns a wavenet of similar size with random weights, for comparison. */
export async function benchModels(manifest: unknown, weights: ArrayBuffer): Promise<BenchModel[]> {
  const model = await loadModel(manifest, weights);
  const shipped = describe(`${model.manifest.name} (shipped)`, model);
  if (model.manifest.architecture.type === 'wavenet') return [shipped];
  const wavenet = await randomModel(
    {
      type: 'wavenet',
      residualChannels: 64,
      skipChannels: 128,
      kernel: 2,
      dilations: Array.from({ length: 10 }, (_, i) => 2 ** i),
    },
    1,
  );
  const random = await loadModel(wavenet.manifest, wavenet.weights);
  return [shipped, describe('wavenet (random weights)', random)];
}

/** A clock, ms. In Node it is the processor time of all threads, which includes garbage collection and excludes other processes. */
export type Clock = () => number;

/** Returns the mean time of `action` by the clock, ms. */
async function timeOf(action: () => Promise<unknown>, clock: Clock): Promise<number> {
  for (const end = performance.now() + DURATION; performance.now() < end;) await action();
  const began = clock();
  let count = 0;
  for (const end = performance.now() + DURATION; count === 0 || performance.now() < end; count++) await action();
  return (clock() - began) / count;
}

/**
 * Returns the window lengths, in network frames, that a network without state would need for one output frame. That is its receptive
 * field. A recurrent layer has none, so each of the stated memories is added instead.
 */
function windowLengths(network: StreamingNetwork): number[] {
  const field = network.receptiveFieldFrames;
  if (network.manifest.architecture.type === 'wavenet') return [field];
  return RECURRENT_MEMORIES.map((seconds) => field + Math.round(seconds / network.manifest.features.hopSeconds));
}

/** Returns the time of a window from the zero state, ms: in pieces or all at once, whichever is faster. */
async function windowTime(
  model: Model,
  network: StreamingNetwork,
  window: Float32Array,
  clock: Clock,
): Promise<number> {
  const inPieces = await timeOf(() => {
    network.reset();
    return network.step(window);
  }, clock);
  const whole = Network.create(model);
  const { bands } = model.manifest.features;
  const atOnce = await timeOf(async () => {
    const logits = tf.tidy(() => {
      const x = tf.tensor2d(window, [window.length / bands, bands]);
      return whole.forward(x, whole.initialState()).logits!;
    });
    await logits.data();
    logits.dispose();
  }, clock);
  whole.dispose();
  return Math.min(inPieces, atOnce);
}

interface Files {
  readonly wasm?: WasmFiles;
  readonly gpu?: GPU;
}

const loadWebgpu = () => import('../../src/model/kernels/webgpu.js');

/** Returns the time from the choice of a backend to its first step of 5 frames, including compilation, ms. */
export async function timeToReady({ model }: BenchModel, backend: BackendName, files: Files): Promise<number> {
  const began = performance.now();
  await startBackend(backend, { ...files, loadWebgpu, software: true, limit: Infinity });
  const network = StreamingNetwork.create(model);
  await network.warmUp(5);
  const took = performance.now() - began;
  network.dispose();
  return took;
}

export async function benchNetwork(
  { name, model }: BenchModel,
  backend: BackendName,
  clock: Clock,
  files: Files,
): Promise<Row[]> {
  const { network } = await selectBackend(model, { requested: backend, stepFrames: 5, loadWebgpu, ...files });
  const random = seededRandom(1);
  const rows: Row[] = [];
  for (const step of STEPS) {
    const inputFrames = rowsPerStep(step, network.rowSeconds) * network.framesPerOutput;
    const frames = randomFrames(inputFrames, random, model.manifest.features);
    const milliseconds = await timeOf(() => network.step(frames), clock);
    const slidingWindows: Record<number, number> = {};
    for (const length of windowLengths(network)) {
      // Each of the step's outputs sees `length` frames.
      const window = randomFrames(length + inputFrames - 1, random, model.manifest.features);
      slidingWindows[length] = (await windowTime(model, network, window, clock)) / milliseconds;
    }
    const percentOfCore = (100 * milliseconds) / ((1000 * step) / FRAMES_PER_SECOND);
    rows.push({ network: name, backend, step, milliseconds, percentOfCore, slidingWindows });
  }
  network.dispose();
  return rows;
}

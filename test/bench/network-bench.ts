/** Bundled for Node by `steps.mjs` and for a page by `webgpu-bench.mjs`. */
import * as tf from '@tensorflow/tfjs-core';
import { BANDS } from '../../src/features/log-mel-parameters.js';
import type { BackendName } from '../../src/model/backends/backend-report.js';
import { selectBackend } from '../../src/model/backends/backends.js';
import { loadModel } from '../../src/model/loading/load-model.js';
import type { Model } from '../../src/model/manifest.js';
import { Network } from '../../src/model/network/network.js';
import type { WasmFiles } from '../../src/model/backends/wasm-files.js';
import { startBackend } from '../../src/model/backends/start-backend.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { seededRandom } from '../random.js';
import { randomFrames } from '../unit/model/random-frames.js';
import { randomModel } from '../unit/model/random-model.js';

export { wasmFilesIn } from '../../src/model/backends/wasm-files.js';

const STEPS = [1, 2, 5, 10];
const FRAMES_PER_SECOND = 50;
/** What a window must hold of the past to stand in for a recurrent state, seconds. */
const RECURRENT_MEMORIES = [1, 3];
/** How long each figure is measured, milliseconds. */
const DURATION = 400;

export interface Row {
  readonly network: string;
  readonly backend: string;
  /** Frames. */
  readonly step: number;
  /** Time of one step, milliseconds. */
  readonly milliseconds: number;
  /** Of one core, when the sound is live. */
  readonly percentOfCore: number;
  /** Per window length in frames: time of the window, relative to that of the step. */
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

/** A shipped model; to compare a crnn with, a wavenet of about its size, whose weights are random. */
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

/** Milliseconds so far: in Node processor time of all threads, which garbage collection is part of and others' work is not. */
export type Clock = () => number;

/** Mean time of `action` by the clock, milliseconds. */
async function timeOf(action: () => Promise<unknown>, clock: Clock): Promise<number> {
  for (const end = performance.now() + DURATION; performance.now() < end;) await action();
  const began = clock();
  let count = 0;
  for (const end = performance.now() + DURATION; count === 0 || performance.now() < end; count++) await action();
  return (clock() - began) / count;
}

/**
 * Lengths, in frames, of the windows that a network without state would need for one output frame: its receptive field,
 * and on top of it the stated memories where a recurrent layer has no receptive field.
 */
function windowLengths(network: StreamingNetwork): number[] {
  const field = network.receptiveFieldFrames;
  if (network.manifest.architecture.type === 'wavenet') return [field];
  return RECURRENT_MEMORIES.map((seconds) => field + seconds * FRAMES_PER_SECOND);
}

/** Time of a window from the zero state, milliseconds: in pieces or all at once, whichever is faster. */
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
  const atOnce = await timeOf(async () => {
    const logits = tf.tidy(() => {
      const x = tf.tensor2d(window, [window.length / BANDS, BANDS]);
      return whole.forward(x, whole.zeroState()).logits;
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

/** From the choice of a backend to its first step of 5 frames, whatever it compiles included; milliseconds. */
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
    const frames = randomFrames(step, random);
    const milliseconds = await timeOf(() => network.step(frames), clock);
    const slidingWindows: Record<number, number> = {};
    for (const length of windowLengths(network)) {
      const window = randomFrames(length + step - 1, random); // each of the step's outputs sees `length` frames
      slidingWindows[length] = (await windowTime(model, network, window, clock)) / milliseconds;
    }
    const percentOfCore = (100 * milliseconds) / ((1000 * step) / FRAMES_PER_SECOND);
    rows.push({ network: name, backend, step, milliseconds, percentOfCore, slidingWindows });
  }
  network.dispose();
  return rows;
}

/** Bundled for Node by `bench.mjs`. */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { BANDS } from '../../src/features/log-mel-parameters';
import { selectBackend } from '../../src/model/backends';
import { loadModel } from '../../src/model/load-model';
import type { Model } from '../../src/model/model';
import { Network } from '../../src/model/network';
import type { StreamingNetwork } from '../../src/model/streaming-network';
import { seededRandom } from '../random';
import { randomFrames } from '../unit/model/random-frames';
import { randomModel } from '../unit/model/random-model';

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
  /** Processor time of one step, milliseconds. */
  readonly milliseconds: number;
  /** Of one core, when the sound is live. */
  readonly percentOfCore: number;
  /** Per window length in frames: processor time of the window, relative to that of the step. */
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

/** The model that is shipped, and for comparison a wavenet of about its size, whose weights are random. */
export async function benchModels(folder: string): Promise<BenchModel[]> {
  const weights = new Uint8Array(readFileSync(`${folder}/weights.bin`)).buffer;
  const shipped = await loadModel(JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')), weights);
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
  return [describe(`${shipped.manifest.name} (shipped)`, shipped), describe('wavenet (random weights)', random)];
}

/**
 * Mean processor time of `action`, milliseconds: of all threads of this process, so garbage collection counts, and what
 * else the machine does hardly counts.
 */
async function processorTime(action: () => Promise<unknown>): Promise<number> {
  for (const end = performance.now() + DURATION; performance.now() < end;) await action();
  const began = process.cpuUsage();
  let count = 0;
  for (const end = performance.now() + DURATION; count === 0 || performance.now() < end; count++) await action();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000 / count;
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

/** Processor time of a window from the zero state, milliseconds: in pieces or all at once, whichever is faster. */
async function windowTime(model: Model, network: StreamingNetwork, window: Float32Array): Promise<number> {
  const inPieces = await processorTime(() => {
    network.reset();
    return network.step(window);
  });
  const whole = Network.create(model);
  const atOnce = await processorTime(async () => {
    const logits = tf.tidy(() => {
      const x = tf.tensor2d(window, [window.length / BANDS, BANDS]);
      return whole.forward(x, whole.zeroState()).logits;
    });
    await logits.data();
    logits.dispose();
  });
  whole.dispose();
  return Math.min(inPieces, atOnce);
}

export async function benchNetwork({ name, model }: BenchModel, backend: 'wasm' | 'cpu'): Promise<Row[]> {
  const { network } = await selectBackend(model, { requested: backend, stepFrames: 5 });
  const random = seededRandom(1);
  const rows: Row[] = [];
  for (const step of STEPS) {
    const frames = randomFrames(step, random);
    const milliseconds = await processorTime(() => network.step(frames));
    const slidingWindows: Record<number, number> = {};
    for (const length of windowLengths(network)) {
      const window = randomFrames(length + step - 1, random); // each of the step's outputs sees `length` frames
      slidingWindows[length] = (await windowTime(model, network, window)) / milliseconds;
    }
    const percentOfCore = (100 * milliseconds) / ((1000 * step) / FRAMES_PER_SECOND);
    rows.push({ network: name, backend, step, milliseconds, percentOfCore, slidingWindows });
  }
  network.dispose();
  return rows;
}

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { ArchitectureManifest, TrunkManifest, TwoSpeedWavenetManifest } from '../../../src/model/manifest.js';
import { Network } from '../../../src/model/network/network.js';
import { randomModel } from './random-model.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from './random-frames.js';
import { useBackend } from './test-backends.js';

const BANDS = 64;

/**
 * Returns the change of the last frame's logits when an earlier frame changes.
 *
 * @param past distance of the changed frame from the last one, frames; 0 is the last frame itself
 */
async function influence(architecture: ArchitectureManifest, past: number, silenceGru = false): Promise<number> {
  const { manifest, weights } = await randomModel(architecture, 11);
  const model = await loadModel(manifest, weights);
  model.tensors.get('post/bias')?.values.fill(9); // keeps the last ReLU active, so that it hides no change
  if (silenceGru) {
    for (const name of ['gru/kernel', 'gru/recurrentKernel']) model.tensors.get(name)!.values.fill(0);
  }
  const network = Network.create(model);
  const count = network.receptiveFieldFrames + 5;
  const frames = randomFrames(count, seededRandom(12));
  const lastLogits = () =>
    tf.tidy(() => {
      const { logits } = network.forward(tf.tensor2d(frames, [count, BANDS]), network.initialState());
      return tf.slice(logits!, [count - 1, 0], [1, -1]).dataSync();
    });
  const before = lastLogits();
  const first = (count - 1 - past) * BANDS;
  for (let i = first; i < first + BANDS; i++) frames[i]! += 20;
  const after = lastLogits();
  network.dispose();
  return Math.max(...after.map((value, i) => Math.abs(value - before[i]!)));
}

const conv = (kernel: [number, number], strideF: number) => ({ kernel, strideF, channels: 4 });

const cases: { name: string; frames: number; architecture: ArchitectureManifest }[] = [
  {
    name: 'wavenet, kernel 2, dilations 1 to 512',
    frames: 1024,
    architecture: {
      type: 'wavenet',
      residualChannels: 16,
      skipChannels: 16,
      kernel: 2,
      dilations: Array.from({ length: 10 }, (_, i) => 2 ** i),
    },
  },
  {
    name: 'wavenet, kernel 3, dilations 1, 3, 1, 3',
    frames: 17,
    architecture: { type: 'wavenet', residualChannels: 16, skipChannels: 16, kernel: 3, dilations: [1, 3, 1, 3] },
  },
  {
    name: 'wavenet, kernel 1',
    frames: 1,
    architecture: { type: 'wavenet', residualChannels: 16, skipChannels: 16, kernel: 1, dilations: [1, 2] },
  },
  {
    name: 'convolutions of a crnn, time kernels 3, 1, 4',
    frames: 6,
    architecture: { type: 'crnn', conv: [conv([3, 3], 2), conv([1, 3], 2), conv([4, 3], 2)], dense: 8, gru: 4 },
  },
  ...[false, true].map((readFront) => ({
    name: `wavenet, kernel 2, dilations 1, 2, 4, after convolutions, time kernels 3, 1, 2${readFront ? ', which are read' : ''}`,
    frames: 11,
    architecture: {
      type: 'wavenet' as const,
      conv: [conv([3, 3], 2), conv([1, 3], 2), conv([2, 3], 2)],
      residualChannels: 16,
      skipChannels: 16,
      kernel: 2,
      dilations: [1, 2, 4],
      readFront,
    },
  })),
];

const block = { kernel: [3, 3] as const, channels: 4, activation: 'relu' as const };
/** A trunk without squeeze-excitation, with a period of 8 frames. */
const trunk: TrunkManifest = {
  stem: { kernel: [3, 3], stride: [2, 2], channels: 4 },
  blocks: [
    { ...block, stride: [1, 2] },
    { ...block, stride: [2, 2] },
    { ...block, stride: [2, 2] },
  ],
  embedding: 8,
  squeezeSeconds: 1,
};

/** Networks of two speeds; the dilated layers add 2 · 3 frames. */
const twoSpeedCases: { name: string; frames: number; architecture: TwoSpeedWavenetManifest }[] = [
  { name: 'the embedding, 2 + 4 + 4 + 8 frames of past and up to 6 frames old', fast: 1, taps: [2], frames: 31 },
  { name: 'the fast branch, 2 + 4 + 2 · 12 frames of past', fast: 13, taps: [], frames: 37 },
].map(({ name, fast, taps, frames }) => ({
  name,
  frames,
  architecture: {
    type: 'wavenet',
    trunk,
    fast: { block: 1, conv: [conv([fast, 3], 2)] },
    taps,
    slow: 4,
    residualChannels: 8,
    skipChannels: 8,
    kernel: 2,
    dilations: [1, 2],
    readFront: true,
  },
}));

/** Returns the distance in frames from the newest frame to the oldest one that changes the logits of the row that it completes. */
async function farthest(architecture: TwoSpeedWavenetManifest, row: number, reach: number): Promise<number> {
  const { manifest, weights } = await randomModel(architecture, 11);
  const model = await loadModel(manifest, weights);
  const network = Network.create(model);
  const count = 2 * (row + 1);
  const frames = randomFrames(count, seededRandom(12), LOG_MEL_128);
  const logits = (input: Float32Array) =>
    tf.tidy(() => {
      const all = network.forward(tf.tensor2d(input, [count, 128]), network.initialState()).logits!;
      return tf.slice(all, [row, 0], [1, -1]).dataSync();
    });
  const before = logits(frames);
  for (let past = reach; past >= 0; past--) {
    const changed = frames.slice();
    const first = (count - 1 - past) * 128;
    for (let i = first; i < first + 128; i++) changed[i]! += 3;
    if (logits(changed).some((value, i) => value !== before[i])) {
      network.dispose();
      return past;
    }
  }
  throw new Error('no frame counts');
}

describe('receptive field', () => {
  beforeAll(() => useBackend('wasm'));

  for (const { name, frames, architecture } of cases) {
    it(`of ${name} is ${frames} frames: the oldest of them counts, the one before does not`, async () => {
      expect(createArchitecture(architecture, LOG_MEL_64).receptiveFieldFrames).to.equal(frames);
      const convolutionsOnly = architecture.type === 'crnn';
      expect(await influence(architecture, 0, convolutionsOnly), 'newest').to.be.above(0);
      expect(await influence(architecture, frames - 1, convolutionsOnly), 'oldest').to.be.above(0);
      expect(await influence(architecture, frames, convolutionsOnly), 'beyond').to.equal(0);
    });
  }

  for (const { name, frames, architecture } of twoSpeedCases) {
    it(`of a network of two speeds is ${frames} frames, those of ${name}: over a period some row reads the oldest, none goes beyond`, async () => {
      expect(createArchitecture(architecture, LOG_MEL_128).receptiveFieldFrames).to.equal(frames);
      const distances = [];
      for (let row = 20; row < 24; row++) distances.push(await farthest(architecture, row, frames + 1));
      expect(Math.max(...distances)).to.equal(frames - 1);
    });
  }

  it('of a crnn’s GRU goes further', async () => {
    const { architecture, frames } = cases[3]!;
    expect(createArchitecture(architecture, LOG_MEL_64).recurrent).to.equal(true);
    expect(await influence(architecture, frames)).to.be.above(0);
  });
});

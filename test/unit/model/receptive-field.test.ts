import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { ArchitectureManifest } from '../../../src/model/manifest.js';
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

  it('of a crnn’s GRU goes further', async () => {
    const { architecture, frames } = cases[3]!;
    expect(createArchitecture(architecture, LOG_MEL_64).recurrent).to.equal(true);
    expect(await influence(architecture, frames)).to.be.above(0);
  });
});

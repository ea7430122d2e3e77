import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { cpuKernels } from '../../../src/model/kernels/cpu.js';
import { wasmKernels } from '../../../src/model/kernels/wasm.js';
import { webgpuKernels } from '../../../src/model/kernels/webgpu.js';
import { DENSE, GRU_RECURRENCE } from '../../../src/model/layers/own-kernels.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { Network } from '../../../src/model/network/network.js';
import { randomFrames } from './random-frames.js';
import { architectures, randomModel } from './random-model.js';
import { seededRandom } from '../../harness/random.js';
import { useBackend } from './test-backends.js';

/** Returns the kernels that a network calls in tfjs, in the first step and in later ones. */
async function asked(architecture: (typeof architectures)[keyof typeof architectures]): Promise<string[]> {
  const { manifest, weights } = await randomModel(architecture, 1);
  const network = Network.create(await loadModel(manifest, weights));
  const random = seededRandom(2);
  const { kernelNames } = await tf.profile(() => {
    let state = network.initialState();
    for (const frames of [1, 5]) {
      const step = network.forward(
        tf.tensor2d(randomFrames(frames, random, manifest.features), [frames, manifest.features.bands]),
        state,
      );
      tf.dispose(state);
      state = step.state;
    }
    return state;
  });
  network.dispose();
  return kernelNames;
}

describe('the kernels that the worker contains', () => {
  let needed: string[];

  beforeAll(async () => {
    await useBackend('cpu');
    const names = new Set<string>();
    for (const architecture of Object.values(architectures)) {
      for (const name of await asked(architecture)) names.add(name);
    }
    // Names with this ending are operations with a custom gradient, not kernels.
    needed = [...names].filter((name) => !name.endsWith('__op')).sort();
  });

  for (const [backend, kernels] of Object.entries({ cpu: cpuKernels, wasm: wasmKernels, webgpu: webgpuKernels })) {
    it(`are those that the networks ask for, no fewer and no more, on ${backend}`, () => {
      const own = backend === 'wasm' ? [DENSE, GRU_RECURRENCE] : []; // these replace others, which the wavenets still need
      expect(kernels.map(({ kernelName }) => kernelName).sort()).to.deep.equal([...needed, ...own].sort());
      expect(kernels.every((kernel) => kernel.backendName === backend)).to.equal(true);
    });
  }
});

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { selectBackend } from '../../../src/model/backends/backends.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { expectClose } from '../../unit/model/expect-close.js';
import { architectures, randomModel } from '../../unit/model/random-model.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../../unit/model/random-frames.js';
import { loadWebgpu, useBackend, wasm } from './test-backends.js';

const FRAMES = 9;
const gpu = (navigator as { gpu?: GPU }).gpu;

describe('network on WebGPU', function () {
  this.timeout(300_000); // a software adapter compiles shaders for seconds
  for (const [name, architecture] of Object.entries(architectures)) {
    it(`gives the same logits as on WASM, whole and in steps: ${name}`, async () => {
      const { manifest, weights } = await randomModel(architecture, 3);
      const model = await loadModel(manifest, weights);
      const frames = randomFrames(FRAMES, seededRandom(4), manifest.features);

      await useBackend('wasm');
      const reference = StreamingNetwork.create(model);
      const expected = await reference.step(frames);
      reference.dispose();

      const { network, report } = await selectBackend(model, { requested: 'webgpu', stepFrames: 2, gpu, loadWebgpu });
      expect(report.backend).to.equal('webgpu');
      expect(tf.getBackend()).to.equal('webgpu');
      const whole = await network.step(frames);
      network.reset();
      const { bands } = manifest.features;
      const parts: Record<string, number[]> = {};
      for (const [first, count] of [
        [0, 1],
        [1, 4],
        [5, 2],
        [7, 2],
      ] as const) {
        const logits = await network.step(frames.subarray(first * bands, (first + count) * bands));
        for (const [head, values] of Object.entries(logits)) (parts[head] ??= []).push(...values);
      }
      for (const [head, values] of Object.entries(expected)) {
        expectClose(whole[head]!, values, 1e-4, `${head}, whole`);
        expectClose(Float32Array.from(parts[head]!), whole[head]!, 1e-5, `${head}, in steps`);
      }
      const before = tf.memory().numTensors;
      for (let i = 0; i < 3; i++) await network.step(frames);
      expect(tf.memory().numTensors, 'after more steps').to.equal(before);
      network.dispose();
      expect(tf.memory().numTensors, 'tensors left').to.equal(0);
    });
  }

  it('is passed over by auto where the adapter is software', async function () {
    const adapter = (await gpu!.requestAdapter()) as { info?: { architecture?: string } } | null;
    if (adapter?.info?.architecture !== 'swiftshader') this.skip();
    const { manifest, weights } = await randomModel(architectures.crnn, 3);
    const model = await loadModel(manifest, weights);
    const { network, report } = await selectBackend(model, {
      requested: 'auto',
      stepFrames: 5,
      wasm,
      gpu,
    });
    expect(report.backend).to.not.equal('webgpu');
    expect(report.measurements[1]!.reason).to.match(/software/);
    network.dispose();
  });
});

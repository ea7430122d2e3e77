import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { Engine, type EngineStep } from '../../../src/engine/engine.js';
import { replaceBackend, selectBackend } from '../../../src/model/backends/backends.js';
import type { Model } from '../../../src/model/manifest.js';
import { seededRandom } from '../../harness/random.js';
import { loadWebgpu, wasm } from '../model/test-backends.js';
import { referenceModel } from './reference-model.js';

/** Faults of a graphics device during listening. */
const faults: readonly [what: string, inject: (device: GPUDevice) => void][] = [
  ['is lost', (device) => device.destroy()],
  [
    'runs out of memory',
    (device) =>
      device.dispatchEvent(
        new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUOutOfMemoryError('out of memory') }),
      ),
  ],
  // A real device error: such a command leaves zeros instead of results.
  ['refuses a command', (device) => void device.createBuffer({ size: 16, usage: 0xffff })],
];

describe('a GPU that fails during a sound', () => {
  let model: Model;
  let input: Float32Array;
  let reference: number[];
  const scores = (steps: EngineStep[]) =>
    steps.flatMap(({ update }) => Object.values(update.scores).flatMap((p) => [...p]));

  before(async () => {
    model = await referenceModel('crnn-tiny');
    const random = seededRandom(5);
    input = Float32Array.from({ length: 32_000 }, () => (random() * 2 - 1) * 0.1);
    const { network } = await selectBackend(model, { requested: 'cpu', stepFrames: 5 });
    const { manifest } = model;
    reference = scores(await new Engine({ manifest, network, sampleRate: 16_000, stepFrames: 5 }).push(input));
    network.dispose();
  });

  for (const [what, inject] of faults) {
    it(`and ${what} is replaced within a second, and the scores stay the same`, async () => {
      const { manifest } = model;
      let device: GPUDevice | undefined;
      const requestDevice = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        device = await requestDevice.call(this, descriptor);
        return device;
      };
      const { network, report } = await selectBackend(model, {
        requested: 'webgpu',
        stepFrames: 5,
        gpu: navigator.gpu,
        loadWebgpu,
      });
      GPUAdapter.prototype.requestDevice = requestDevice;
      expect(report.backend).to.equal('webgpu');

      const replaced: string[] = [];
      let began = 0;
      const engine = new Engine({
        manifest,
        network,
        sampleRate: 16_000,
        stepFrames: 5,
        recover: async () => {
          began = performance.now();
          const next = await replaceBackend(model, { stepFrames: 5, wasm });
          replaced.push(next.report.backend);
          return next.network;
        },
      });
      const before = await engine.push(input.subarray(0, 16_000));
      inject(device!);
      const after = await engine.push(input.subarray(16_000, 17_600));
      expect(performance.now() - began).to.be.lessThan(5000);
      after.push(...(await engine.push(input.subarray(17_600))));
      expect(replaced).to.have.length(1);
      expect(tf.getBackend()).to.equal(replaced[0]);

      const all = scores([...before, ...after]);
      expect(all.length).to.equal(reference.length);
      expect(all.reduce((worst, p, i) => Math.max(worst, Math.abs(p - reference[i]!)), 0)).to.be.lessThan(1e-4);
    }).timeout(120_000);
  }
});

import { expect } from '@esm-bundle/chai';
import * as tf from '@tensorflow/tfjs-core';
import { Engine, type EngineStep } from '../../src/engine';
import { selectBackend } from '../../src/model/backends';
import { seededRandom } from '../random';
import { loadWebgpu, wasm } from './model/test-backends';
import { referenceModel } from './reference-model';

describe('a GPU that is lost while listening', () => {
  it('is replaced by another backend, and the scores go on as if nothing had happened', async () => {
    const model = await referenceModel('crnn-tiny');
    const { manifest } = model;
    const random = seededRandom(5);
    const input = Float32Array.from({ length: 16_000 }, () => (random() * 2 - 1) * 0.1);
    const scores = (steps: EngineStep[]) =>
      steps.flatMap(({ update }) => Object.values(update.scores).flatMap((p) => [...p]));

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
    const engine = new Engine({
      manifest,
      network,
      sampleRate: 16_000,
      stepFrames: 5,
      recover: async () => {
        network.dispose();
        const next = await selectBackend(model, { requested: 'auto', stepFrames: 5, wasm });
        replaced.push(next.report.backend);
        return next.network;
      },
    });
    const before = await engine.push(input.subarray(0, 8000));
    device!.destroy();
    const after = await engine.push(input.subarray(8000));
    expect(replaced).to.have.length(1);
    expect(tf.getBackend()).to.equal(replaced[0]);

    const { network: steady } = await selectBackend(model, { requested: 'cpu', stepFrames: 5 });
    const reference = scores(
      await new Engine({ manifest, network: steady, sampleRate: 16_000, stepFrames: 5 }).push(input),
    );
    const heard = scores([...before, ...after]);
    expect(heard.length).to.equal(reference.length);
    expect(heard.reduce((worst, p, i) => Math.max(worst, Math.abs(p - reference[i]!)), 0)).to.be.lessThan(1e-4);
  }).timeout(120_000);
});

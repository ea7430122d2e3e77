import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { selectBackend } from '../../../src/model/backends/backends.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { architectures, randomModel } from './random-model.js';
import { rejects } from './rejects.js';
import { wasm } from './test-backends.js';

/** WebGPU of a browser on a machine without a graphics card. */
const gpuWithoutAdapter = { requestAdapter: async () => null } as unknown as GPU;

/** WebGPU of a driver that never answers. */
const gpuThatHangs = { requestAdapter: () => new Promise(() => undefined) } as unknown as GPU;

const softwareGpu = {
  requestAdapter: async () => ({ info: { vendor: 'google', architecture: 'swiftshader' } }),
} as unknown as GPU;

describe('choosing a backend', () => {
  let model: Model;

  beforeAll(async () => {
    const { manifest, weights } = await randomModel(architectures.crnn, 5);
    model = await loadModel(manifest, weights);
  });
  afterEach(() => {
    expect(tf.memory().numTensors, 'tensors left').to.equal(0);
  });

  it('takes the fastest and says why, with a measurement or a reason for each', async () => {
    const { network, report } = await selectBackend(model, { requested: 'auto', stepFrames: 5, wasm });
    expect(report.measurements.map(({ backend }) => backend)).to.deep.equal(['wasm', 'webgpu', 'cpu']);
    const [onWasm, webgpu, onCpu] = report.measurements;
    expect(onWasm!.millisecondsPerStep).to.be.above(0);
    expect(onCpu!.millisecondsPerStep).to.be.above(0);
    expect(webgpu).to.deep.equal({ backend: 'webgpu', reason: 'this browser has no WebGPU' });
    const fastest = onWasm!.millisecondsPerStep! <= onCpu!.millisecondsPerStep! ? 'wasm' : 'cpu';
    expect(report.backend).to.equal(fastest);
    expect(report.reason).to.match(
      new RegExp(`^${fastest} is the fastest: wasm .* ms, cpu .* ms per step of 5 frames$`),
    );
    expect(tf.getBackend()).to.equal(fastest);
    network.dispose();
  });

  for (const [what, gpu, reason] of [
    ['has no adapter', gpuWithoutAdapter, /found no graphics adapter/],
    ['is software', softwareGpu, /software/],
    ['does not answer', gpuThatHangs, /not ready within 500 ms/],
  ] as const) {
    it(`passes over a WebGPU that ${what}`, async () => {
      const { network, report } = await selectBackend(model, {
        requested: 'auto',
        stepFrames: 5,
        wasm,
        gpu,
      });
      expect(report.backend).to.not.equal('webgpu');
      expect(report.measurements[1]!.reason).to.match(reason);
      network.dispose();
    });
  }

  for (const requested of ['wasm', 'cpu'] as const) {
    it(`takes ${requested} when asked for it, and nothing else`, async () => {
      const { network, report } = await selectBackend(model, { requested, stepFrames: 2, wasm });
      expect(report).to.include({ backend: requested, requested, reason: `${requested} was requested` });
      expect(report.measurements).to.have.length(1);
      expect(tf.getBackend()).to.equal(requested);
      const logits = await network.step(new Float32Array(2 * 64));
      expect(logits.events).to.have.length(2 * 40);
      network.dispose();
    });
  }

  it('never takes another one than the one asked for', async () => {
    const webgpu = selectBackend(model, { requested: 'webgpu', stepFrames: 5, gpu: gpuWithoutAdapter });
    expect(await rejects(webgpu, 'no-backend')).to.match(/webgpu: WebGPU found no graphics adapter.*"auto"/);
  });
});

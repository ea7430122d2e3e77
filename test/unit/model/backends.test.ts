import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, describe, it, vi } from 'vitest';
import { replaceBackend, selectBackend } from '../../../src/model/backends/backends.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { seededRandom } from '../../harness/random.js';
import { expectSame } from './fused/expect-same.js';
import { randomFrames } from './random-frames.js';
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

  it('takes the fastest and says why, with a measurement or a reason for each, without the CPU', async () => {
    const { network, report } = await selectBackend(model, { requested: 'auto', stepFrames: 5, wasm });
    expect(report.measurements.map(({ backend }) => backend)).to.deep.equal(['wasm', 'webgpu']);
    const [onWasm, webgpu] = report.measurements;
    expect(onWasm!.millisecondsPerStep).to.be.above(0);
    expect(webgpu).to.deep.equal({ backend: 'webgpu', reason: 'this browser has no WebGPU' });
    expect(report.backend).to.equal('wasm');
    expect(report.reason).to.match(/^wasm is the fastest: wasm .* ms per step of 5 frames$/);
    expect(tf.getBackend()).to.equal('wasm');
    network.dispose();
  });

  it('measures steps of whole rows that last as long as the requested frames of 20 ms', async () => {
    const { manifest, weights } = await randomModel(architectures.mobilenet, 5);
    const slow = await loadModel(manifest, weights);
    const steps = vi.spyOn(StreamingNetwork.prototype, 'step');
    for (const [of, stepFrames, inputFrames] of [
      [model, 5, 5],
      [slow, 5, 12], // a row lasts 40 ms, 4 frames of 10 ms
      [slow, 1, 4],
    ] as const) {
      steps.mockClear();
      const { network } = await selectBackend(of, { requested: 'wasm', stepFrames, wasm });
      const lengths = steps.mock.calls.map(([frames]) => frames.length / of.manifest.features.bands);
      expect(new Set(lengths)).to.deep.equal(new Set([inputFrames]));
      network.dispose();
    }
    steps.mockRestore();
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

describe('choosing a backend for a network with a trunk', () => {
  let model: Model;
  let frames: Float32Array;
  const nowhere = wasmFilesIn('/nowhere/');

  beforeAll(async () => {
    const { manifest, weights } = await randomModel(architectures.twoSpeedCrnn, 5);
    model = await loadModel(manifest, weights);
    frames = randomFrames(16, seededRandom(6), manifest.features);
  });
  afterEach(() => {
    expect(tf.memory().numTensors, 'tensors left').to.equal(0);
  });

  /** Whether tfjs holds the network's weights. */
  const isOnTensors = () => tf.memory().numTensors > 0;

  it('runs it fused on WASM, without the .wasm files of tfjs', async () => {
    const { network, create, report } = await selectBackend(model, { requested: 'wasm', stepFrames: 2, wasm: nowhere });
    expect(report).to.include({ backend: 'wasm', reason: 'wasm was requested' });
    expect(report.measurements[0]!.millisecondsPerStep).to.be.above(0);
    expect(isOnTensors()).to.equal(false);
    const { events } = await network.step(frames);
    const other = create();
    network.dispose();
    expect((await other.step(frames)).events).to.deep.equal(events);
    other.dispose();
  });

  it('measures it fused', async () => {
    const { network, report } = await selectBackend(model, { requested: 'auto', stepFrames: 2, wasm: nowhere });
    expect(report.backend).to.equal('wasm');
    expect(report.reason).to.match(/^wasm is the fastest: wasm .* ms per step of 2 frames$/);
    expect(isOnTensors()).to.equal(false);
    network.dispose();
  });

  it('runs it on tensors on the CPU', async () => {
    const { network, create } = await selectBackend(model, { requested: 'cpu', stepFrames: 2 });
    expect(isOnTensors()).to.equal(true);
    network.dispose();
    const other = create();
    expect(isOnTensors()).to.equal(true);
    other.dispose();
  });

  it('runs it on tensors on WASM if the processor has no SIMD instructions', async () => {
    const { validate } = WebAssembly;
    try {
      WebAssembly.validate = () => false; // as on such a processor
      const { network, report } = await selectBackend(model, { requested: 'wasm', stepFrames: 2, wasm });
      expect(report.backend).to.equal('wasm');
      expect(isOnTensors()).to.equal(true);
      network.dispose();
    } finally {
      WebAssembly.validate = validate;
    }
  });

  it('passes over WASM if the page allows no WebAssembly', async () => {
    const { Module } = WebAssembly;
    try {
      WebAssembly.Module = new Proxy(Module, {
        construct: () => {
          throw new WebAssembly.CompileError('Refused to compile'); // as under a Content-Security-Policy
        },
      });
      const { network, report } = await selectBackend(model, { requested: 'auto', stepFrames: 2, wasm: nowhere });
      expect(report.backend).to.equal('cpu');
      expect(report.measurements[0]).to.deep.equal({ backend: 'wasm', reason: 'Refused to compile' });
      expect(report.reason).to.equal('cpu is the only backend that works here');
      network.dispose();
    } finally {
      WebAssembly.Module = Module;
    }
  });

  it('continues fused from the state of a failed backend', async () => {
    const { network } = await selectBackend(model, { requested: 'cpu', stepFrames: 2 });
    await network.step(frames.subarray(0, 7 * 128));
    const { network: next, report } = await replaceBackend(model, { stepFrames: 2, wasm: nowhere });
    expect(report.backend).to.equal('wasm');
    await next.importState(await network.exportState());
    const rest = frames.subarray(7 * 128);
    expectSame((await next.step(rest)).events!, (await network.step(rest)).events!, 'after the change');
    network.dispose();
    next.dispose();
  });
});

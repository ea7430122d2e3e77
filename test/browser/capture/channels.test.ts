import { expect } from 'chai';
import { MonoMixer, mixToMono } from '../../../src/capture/context/mono-mixer.js';
import { captureSource } from './hearing.js';

describe('an input of many channels', () => {
  for (const count of [1, 2, 3, 5, 8, 32]) {
    it(`of which there are ${count} is captured as their mean`, async () => {
      const context = new AudioContext();
      await context.resume();
      const merger = context.createChannelMerger(count);
      for (let c = 0; c < count; c++) {
        const source = new ConstantSourceNode(context, { offset: (c + 1) / 64 });
        source.connect(merger, 0, c);
        source.start();
      }
      const hearing = await captureSource({ kind: 'node', node: merger });
      const mean = (count + 1) / 128;
      const isMean = (sample: number) => Math.abs(sample - mean) < 1e-6;
      await hearing.until((samples) => samples.filter(isMean).length > 4000);
      await hearing.finish();
      await context.close();
    });

    it(`of which there are ${count} is captured as their mean in a wrapped context`, async () => {
      const buffer = new AudioBuffer({ numberOfChannels: count, length: 16_000, sampleRate: 16_000 });
      for (let c = 0; c < count; c++) buffer.getChannelData(c).fill((c + 1) / 64);
      const hearing = await captureSource({ kind: 'buffer', buffer, loop: true, audible: false });
      const mean = (count + 1) / 128;
      // Browsers differ in the quality of resampling a buffer: in Firefox a constant ripples by a few thousandths.
      const isMean = (sample: number) => Math.abs(sample - mean) < mean / 100;
      await hearing.until((samples) => samples.filter(isMean).length > 4000);
      await hearing.finish();
    });
  }

  it('of which one is broken is captured through the others, live and from a file', () => {
    const broken = Float32Array.of(NaN, Infinity, -Infinity, 1);
    const whole = Float32Array.of(0.5, 0.5, 0.5, 0.5);
    const expected = [0.25, 0.25, 0.25, 0.75];
    const mixer = new MonoMixer();
    expect([...mixer.mix([broken, whole])]).to.deep.equal(expected);
    expect([...mixer.mix([whole, broken])]).to.deep.equal(expected);
    expect([...mixToMono([broken, whole])]).to.deep.equal(expected);
    expect([...mixToMono([whole, broken])]).to.deep.equal(expected);
    expect(mixer.mix([broken])).to.equal(broken);
  });

  it('may change its number of channels and of samples from one call to the next', () => {
    const mixer = new MonoMixer();
    for (const [channels, samples] of [
      [2, 128],
      [32, 256],
      [1, 7],
      [3, 64],
    ] as const) {
      const input = Array.from({ length: channels }, (_, c) => new Float32Array(samples).fill(c));
      expect([...mixer.mix(input)]).to.deep.equal(new Array(samples).fill((channels - 1) / 2));
    }
  });
});

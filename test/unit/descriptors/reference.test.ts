import { expect } from 'chai';
import { describe, it } from 'vitest';
import { CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS } from '../../../src/descriptors/descriptors.js';
import { referenceSignal, type Part } from '../features/reference-signal.js';
import { describeSound } from './describe.js';
import { readJson } from '../on-disk.js';

interface Reference {
  signals: Record<string, Part[]>;
  cases: {
    signal: string;
    sampleRate: number;
    samples: number;
    descriptors: Record<string, number[] | number[][]>;
  }[];
}

/** Tolerance by descriptor: Hz for frequencies, dB for levels, and relative for all others. */
const TOLERANCE: Record<string, number> = {
  centroid: 0.5,
  bandwidth: 0.5,
  rolloff: 0.01,
  onsetStrength: 0.01,
  mfcc: 0.02,
};
const SHARE = 1e-4;

describe('Descriptors and librosa', () => {
  it('agree on every shared fixture: within 0.5 Hz, 0.01 dB (MFCC 0.02), shares within 0.0001', async () => {
    const reference = await readJson<Reference>('test/fixtures/reference/descriptors.json');
    expect(new Set(reference.cases.map(({ sampleRate }) => sampleRate)).size).to.equal(6);
    for (const { signal, sampleRate, samples, descriptors } of reference.cases) {
      const ours = describeSound([referenceSignal(reference.signals[signal]!, sampleRate, samples)], sampleRate);
      expect(ours.frames).to.equal(6);
      for (const name of [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma'] as const) {
        const theirs = descriptors[name]!.flat();
        const width = name === 'mfcc' ? MFCC_COUNT : name === 'chroma' ? CHROMA_COUNT : 1;
        expect(ours[name].length).to.equal(6 * width);
        const worst = theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[name][i]!)), 0);
        expect(worst, `${name} of ${signal} at ${String(sampleRate)} Hz`).to.be.at.most(TOLERANCE[name] ?? SHARE);
      }
    }
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { BANDS, LOG_MEL_128 } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { referenceSignal, type Part } from './reference-signal.js';
import { readJson } from '../on-disk.js';

interface Reference {
  signals: Record<string, Part[]>;
  cases: { signal: string; sampleRate: number; samples: number; features: number[][] }[];
}

/** Decibels per unit of `emphasised-log-mel`: a value is (ln(power) + 4.5) / 5. */
const DECIBELS = 50 / Math.LN10;

describe('LogMelStream and the Python reference', () => {
  it('agree within 0.05 dB on every shared fixture', async () => {
    const reference = await readJson<Reference>('test/fixtures/reference/features.json');
    expect(new Set(reference.cases.map(({ sampleRate }) => sampleRate)).size).to.equal(9);
    for (const { signal, sampleRate, samples, features } of reference.cases) {
      const input = referenceSignal(reference.signals[signal]!, sampleRate, samples);
      const output = new LogMelStream(sampleRate).push(input);
      expect(output.length).to.equal(features.length * BANDS);
      const worst = features.flat().reduce((max, db, i) => Math.max(max, Math.abs(db - output[i]!)), 0);
      expect(worst, `${signal} at ${String(sampleRate)} Hz`).to.be.at.most(0.05);
    }
  });

  it('agree within 0.05 dB on the features of the trunk', async () => {
    const reference = await readJson<Reference>('test/fixtures/reference/trunk-features.json');
    const silence = Math.fround((Math.log(1e-5) + 4.5) / 5);
    expect(new Set(reference.cases.map(({ sampleRate }) => sampleRate)).size).to.equal(9);
    for (const { signal, sampleRate, samples, features } of reference.cases) {
      const input = referenceSignal(reference.signals[signal]!, sampleRate, samples);
      const output = new LogMelStream(sampleRate, LOG_MEL_128).push(input);
      expect(output.length).to.equal(features.length * LOG_MEL_128.bands);
      features.forEach((expected, i) => {
        const frame = [...output.subarray(i * LOG_MEL_128.bands, (i + 1) * LOG_MEL_128.bands)];
        const worst = expected.reduce((max, value, band) => Math.max(max, Math.abs(value - frame[band]!)), 0);
        expect(worst * DECIBELS, `${signal} at ${String(sampleRate)} Hz`).to.be.at.most(0.05);
        expect(frame.slice(expected.length).every((value) => value === silence)).to.equal(true);
      });
    }
  });
});

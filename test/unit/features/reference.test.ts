import { expect } from 'chai';
import { describe, it } from 'vitest';
import { BANDS } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { referenceSignal, type Part } from './reference-signal.js';
import { readJson } from '../on-disk.js';

interface Reference {
  signals: Record<string, Part[]>;
  cases: { signal: string; sampleRate: number; samples: number; features: number[][] }[];
}

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
});

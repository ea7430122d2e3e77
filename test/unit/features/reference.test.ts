import { expect } from '@esm-bundle/chai';
import { BANDS } from '../../../src/features/log-mel-parameters';
import { LogMelStream } from '../../../src/features/log-mel-stream';

type Part =
  | { kind: 'noise'; seed: number; amplitude: number }
  | { kind: 'sine'; frequency: number; amplitude: number }
  | { kind: 'chirp'; from: number; to: number; seconds: number; amplitude: number };

interface Reference {
  signals: Record<string, Part[]>;
  cases: { signal: string; sampleRate: number; samples: number; features: number[][] }[];
}

/** The formulas of `features.json`, one generator of samples per part. */
function generator(part: Part, sampleRate: number): (n: number) => number {
  switch (part.kind) {
    case 'noise': {
      let state = part.seed;
      return () => {
        state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
        return ((state / 2 ** 32) * 2 - 1) * part.amplitude;
      };
    }
    case 'sine':
      return (n) => part.amplitude * Math.sin((2 * Math.PI * part.frequency * n) / sampleRate);
    case 'chirp':
      return (n) => {
        const t = n / sampleRate;
        const { from, to, seconds } = part;
        return part.amplitude * Math.sin(2 * Math.PI * (from * t + ((to - from) * t * t) / (2 * seconds)));
      };
  }
}

describe('LogMelStream and the Python reference', () => {
  it('agree within 0.05 dB on every shared fixture', async () => {
    const reference = (await (await fetch('/test/fixtures/reference/features.json')).json()) as Reference;
    expect(new Set(reference.cases.map(({ sampleRate }) => sampleRate)).size).to.equal(9);
    for (const { signal, sampleRate, samples, features } of reference.cases) {
      const parts = reference.signals[signal]!.map((part) => generator(part, sampleRate));
      const input = Float32Array.from({ length: samples }, (_, n) => parts.reduce((sum, part) => sum + part(n), 0));
      const output = new LogMelStream(sampleRate).push(input);
      expect(output.length).to.equal(features.length * BANDS);
      const worst = features.flat().reduce((max, db, i) => Math.max(max, Math.abs(db - output[i]!)), 0);
      expect(worst, `${signal} at ${String(sampleRate)} Hz`).to.be.at.most(0.05);
    }
  });
});

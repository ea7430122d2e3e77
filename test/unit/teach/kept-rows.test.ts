import { expect } from 'chai';
import { describe, it } from 'vitest';
import { keptRows } from '../../../src/teach/examples/kept-rows.js';
import { seededRandom } from '../../harness/random.js';
import { normal } from './made-up.js';

const WIDTH = 6;
const SIZE = 3;
const ROW = 0.02;

describe('rows of live sound', () => {
  const random = seededRandom(3);
  const values = (length: number) => Float32Array.from({ length }, () => normal(random));
  const data = {
    hash: 'abc',
    normalisation: { width: WIDTH, size: SIZE, mean: values(WIDTH), projection: values(SIZE * WIDTH) },
  };
  const embedding = values(40 * WIDTH);

  it('are one of every 80 ms, however the sound is cut', () => {
    const whole = keptRows(data, 12, embedding, ROW);
    expect(whole).to.include({ size: SIZE, network: 'abc' });
    expect(whole.values).to.have.length(10 * SIZE);
    for (const step of [1, 3, 5, 7]) {
      const pieces: number[] = [];
      for (let at = 0; at < 40; at += step) {
        const part = embedding.subarray(at * WIDTH, Math.min(40, at + step) * WIDTH);
        const kept = keptRows(data, 12 + at * ROW, part, ROW);
        if (kept.values.length > 0) expect(kept.time).to.be.closeTo(12.06 + (pieces.length / SIZE) * 0.08, 1e-9);
        pieces.push(...kept.values);
      }
      expect(pieces).to.deep.equal([...whole.values]);
    }
  });

  it('are all kept if the network has one every 80 ms or more', () => {
    expect(keptRows(data, 0, embedding, 0.16).values).to.have.length(40 * SIZE);
  });
});

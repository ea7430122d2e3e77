import { describe, expect, it } from 'vitest';
import { BINS_PER_SEMITONE, COLUMN_BINS, COLUMN_HOP, LongChroma } from '../../../src/harmony/long-chroma.js';
import { foldColumn, tuning } from '../../../src/harmony/tuning.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { playChords } from './synthesise.js';

/** Returns a column of tones of the given frequencies. */
function columnOf(frequencies: readonly number[], rate: number): Float32Array {
  const sound = Float32Array.from({ length: Math.round(0.2 * rate) }, (_, n) =>
    frequencies.reduce((sum, f) => sum + 0.2 * Math.sin((2 * Math.PI * f * n) / rate), 0),
  );
  return new LongChroma(rate).push(sound).slice(0, COLUMN_BINS);
}

const strongestBin = (column: Float32Array) => column.indexOf(Math.max(...column));

describe('LongChroma', () => {
  it.each([8000, 16_000, 22_050, 44_100, 48_000])('locates each semitone from 100 Hz on, at %i Hz', (rate) => {
    // G2 is 98 Hz, B6 is 1976 Hz.
    for (let semitone = 32; semitone <= 71; semitone += 1) {
      const column = columnOf([440 * 2 ** ((semitone - 57) / 12)], rate);
      const off = Math.abs(strongestBin(column) - (semitone % 12) * BINS_PER_SEMITONE);
      expect(Math.min(off, COLUMN_BINS - off), `semitone ${String(semitone)}`).toBeLessThanOrEqual(1);
    }
  });

  it('has separate peaks for two tones a semitone apart from 180 Hz on, where 32 ms have one', () => {
    const column = columnOf([185, 196], 44_100);
    const folded = new Float64Array(12);
    foldColumn(column, 0, folded);
    expect(folded[6]!).toBeGreaterThan(0.25);
    expect(folded[7]!).toBeGreaterThan(0.25);
    expect(Math.max(...folded.filter((_, i) => i !== 6 && i !== 7))).toBeLessThan(0.01);
  });

  it('gives the same columns for every cutting of the input', () => {
    const sound = playChords(['C:maj', 'A:min'], 16_000, 0.8);
    const whole = new LongChroma(16_000).push(sound);
    const random = seededRandom(3);
    for (let trial = 0; trial < 5; trial++) {
      const chroma = new LongChroma(16_000);
      const pieces = randomCuts(sound.length, 3000, random).map(([from, to]) => chroma.push(sound.subarray(from, to)));
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...whole]);
    }
    expect(whole.length / COLUMN_BINS).toBe(Math.floor((1.6 - 0.19) / COLUMN_HOP) + 1);
  });

  it('is zero in silence, and finite for sound that is not', () => {
    expect(Math.max(...new LongChroma(16_000).push(new Float32Array(16_000)))).toBe(0);
    expect([...new LongChroma(16_000).push(new Float32Array(16_000).fill(NaN))].every(Number.isFinite)).toBe(true);
  });
});

describe('tuning', () => {
  it.each([-45, -20, 0, 10, 40])('finds a tuning of %i cents, and folds to the same pitch classes', (cents) => {
    const columns = new LongChroma(44_100).push(playChords(['C:maj'], 44_100, 1, cents));
    const sum = new Float64Array(COLUMN_BINS);
    columns.forEach((value, i) => (sum[i % COLUMN_BINS]! += value));
    expect(tuning(sum)).toBeCloseTo(cents / 100, 1);
    const folded = new Float64Array(12);
    foldColumn(sum, tuning(sum), folded);
    const order = [...folded.keys()].sort((a, b) => folded[b]! - folded[a]!).slice(0, 3);
    expect(order.sort((a, b) => a - b)).toEqual([0, 4, 7]);
  });

  it('is 0 in silence', () => {
    expect(tuning(new Float64Array(COLUMN_BINS))).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { BeatRows } from '../../../src/elements/descriptors/beat-rows.js';

/** Rows of two values that count up from a number. */
const rows = (first: number, count: number) =>
  Float32Array.from({ length: 2 * count }, (_, i) => first + Math.floor(i / 2));

describe('BeatRows', () => {
  it('replaces the rows of each beat by their mean, once the beat has ended', () => {
    const beats = new BeatRows(2);
    expect(beats.push(1, rows(0, 10), []).values.length).toBe(0);
    // A beat after 15 rows: at 1.3 s.
    const { time, values } = beats.push(1.2, rows(10, 10), [1.3]);
    expect(time).toBe(1);
    expect([...values]).toEqual(new Array(30).fill(7));
    const next = beats.push(1.4, rows(20, 10), [1.5]);
    expect(next.time).toBeCloseTo(1.3, 9);
    expect([...next.values]).toEqual(new Array(20).fill(19.5));
  });

  it('gives the rows as they are two seconds later, if there is no beat', () => {
    const beats = new BeatRows(2);
    expect(beats.push(0, rows(0, 100), []).values.length).toBe(0);
    expect([...beats.push(2, rows(100, 5), []).values]).toEqual([...rows(0, 5)]);
  });

  it('begins again after a gap', () => {
    const beats = new BeatRows(2);
    beats.push(0, rows(0, 10), []);
    const { time, values } = beats.push(5, rows(50, 10), [5.1]);
    expect([time, values.length, values[0]]).toEqual([5, 10, 52]);
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { decodeHalfFloat, encodeHalfFloats } from '../../../src/model/loading/half-float.js';
import { HeardFrames } from '../../../src/teach/examples/heard-frames.js';

const GEOMETRY = { bands: 2, framesPerRow: 2, rowSeconds: 0.02, size: 3, seconds: 1 };

/** Adds steps of five rows. Each frame and row holds its index. */
function heardSteps(steps: number, timeOf = (step: number) => 10 + step * 0.1): HeardFrames {
  const heard = new HeardFrames(GEOMETRY);
  for (let step = 0; step < steps; step++) {
    const frames = Float32Array.from({ length: 20 }, (_, i) => step * 10 + Math.floor(i / 2));
    const rows = Float32Array.from({ length: 15 }, (_, i) => step * 5 + Math.floor(i / 3));
    heard.add(timeOf(step), frames, rows);
  }
  return heard;
}

describe('Values with 16 bits', () => {
  it('are the nearest ones, at any size, and never infinite', () => {
    const values = Float32Array.of(0, -0.1, 1, 1.9999, -100.03, 65_504, 1e9, -1e9, 6e-8, 3e-5, NaN);
    const decoded = [...encodeHalfFloats(values)].map(decodeHalfFloat);
    [0, -0.1, 1, 2, -100.03, 65_504, 65_504, -65_504, 6e-8, 3e-5, 0].forEach((value, i) => {
      expect(decoded[i]).to.be.closeTo(value, Math.max(Math.abs(value) / 2048, 3.1e-8));
    });
  });
});

describe('Frames of recent sound', () => {
  it('returns the frames of a time span, and of what is kept of it', () => {
    const heard = heardSteps(8);
    const cut = heard.cut(10.1, 10.2)!;
    expect(cut.start).to.be.closeTo(10.1, 1e-9);
    expect([...cut.frames].filter((_, i) => i % 2 === 0)).to.deep.equal([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(heard.cut(-Infinity, 10.02)!.frames.length).to.equal(4);
    expect(heard.cut(11, 12)).to.equal(undefined);
    expect(heard.cut(9, 9.5)).to.equal(undefined);
  });

  it('keeps only the newest seconds, however many steps arrive', () => {
    const heard = heardSteps(1307);
    const [part, ...more] = heard.parts({ count: 100 });
    expect(more).to.deep.equal([]);
    expect(part!.count).to.equal(50);
    expect(part!.time).to.be.closeTo(10 + 1297 * 0.1, 1e-6);
    expect(heard.end).to.be.closeTo(10 + 1307 * 0.1, 1e-6);
    // Half precision has steps of 4 at this size.
    expect(part!.values[0]).to.be.closeTo(1297 * 5, 4);
    expect(heard.cut(0, Infinity)!.frames.length).to.equal(50 * 4);
  });

  it('divides rows at gaps and into parts, and thins them', () => {
    const heard = heardSteps(6, (step) => 10 + step * 0.1 + (step >= 3 ? 2 : 0));
    const first = ({ values }: { readonly values: Float32Array }) => [...values].filter((_, i) => i % 3 === 0);
    const parts = [...heard.parts({ count: 10 })];
    expect(parts.map(({ count }) => count)).to.deep.equal([10, 5, 10, 5]);
    expect(parts.map(({ time }) => Math.round(time * 100))).to.deep.equal([1000, 1020, 1230, 1250]);
    expect(parts.flatMap(first)).to.deep.equal(Array.from({ length: 30 }, (_, i) => i));
    const thin = [...heard.parts({ from: 10.1, to: 10.3, every: 4, count: 1 })];
    expect(thin.flatMap(first)).to.deep.equal([8, 12]);
    expect(thin.map(({ time }) => Math.round(time * 100))).to.deep.equal([1010, 1018]);
  });

  it('reads a part without the rows that were replaced meanwhile', () => {
    const heard = heardSteps(10);
    const parts = heard.parts({ every: 2, count: 10 });
    const [before] = [parts.next().value as { readonly time: number }];
    expect(before.time).to.be.closeTo(10, 1e-9);
    // Replaces the first 25 rows; the next part has the rows 20 to 40.
    for (let step = 10; step < 15; step++) heard.add(10 + step * 0.1, new Float32Array(20), new Float32Array(15));
    const part = parts.next().value as { readonly time: number; readonly count: number; readonly values: Float32Array };
    expect([part.count, part.values[0]]).to.deep.equal([7, 27]);
    expect(part.time).to.be.closeTo(10 + 26 * 0.02, 1e-9);
  });
});

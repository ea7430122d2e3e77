import { expect } from 'chai';
import { describe, it } from 'vitest';
import { muteSpans } from '../../../src/formats/mute-spans.js';

const RATE = 1000;
/** Six seconds from second 10 on, all of the same value. */
const samples = new Float32Array(6 * RATE).fill(-0.5);
const muted = (...spans: [from: number, to: number][]) =>
  muteSpans(
    samples,
    { start: 10, sampleRate: RATE },
    spans.map(([from, to]) => ({ from, to })),
  );
const at = (time: number) => Math.round((time - 10) * RATE);

describe('muteSpans', () => {
  it('silences the spans and leaves everything else as it was', () => {
    const result = muted([11, 12], [14, 15]);
    const isInside = (i: number) => (i >= at(11) && i < at(12)) || (i >= at(14) && i < at(15));
    expect(result.every((sample, i) => isInside(i) || sample === -0.5)).to.equal(true);
    expect(result.subarray(at(11.02), at(11.98)).every((sample) => sample === 0)).to.equal(true);
    expect(samples.every((sample) => sample === -0.5)).to.equal(true);
  });

  it('fades inside the span, without a step that would click', () => {
    const result = muted([11, 12]);
    const steps = Array.from(result.subarray(1), (sample, i) => Math.abs(sample - result[i]!));
    expect(Math.max(...steps)).to.be.below(0.03);
    expect(result[at(11.01)]).to.be.closeTo(-0.25, 0.03);
  });

  it('mutes overlapping spans as one', () => {
    const result = muted([11, 12], [11.5, 13]);
    expect(result.subarray(at(11.02), at(12.98)).every((sample) => sample === 0)).to.equal(true);
  });

  it('accepts spans beyond the samples, also without end', () => {
    expect(muted([-Infinity, Infinity]).every((sample) => sample === 0)).to.equal(true);
    expect(
      muted([15, Infinity])
        .subarray(at(15.02))
        .every((sample) => sample === 0),
    ).to.equal(true);
    expect(muted([0, 5], [20, 30])).to.deep.equal(samples);
    expect(muted()).to.deep.equal(samples);
  });
});

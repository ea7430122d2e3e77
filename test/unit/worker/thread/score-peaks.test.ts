import { expect } from 'chai';
import { describe, it } from 'vitest';
import { ScorePeaks } from '../../../../src/worker/thread/score-peaks.js';

describe('the peaks of scores', () => {
  it('are the highest scores in each of the newest blocks', () => {
    const peaks = new ScorePeaks(5, 15);
    const add = (time: number, dog: number) => peaks.add(time, { events: Float32Array.of(0, dog) });
    [0.25, 0.5, 0.125].forEach((score, i) => add(i, score));
    add(7, 0.75);
    expect(peaks.of('events', 1)).to.deep.equal([0.5, 0.75]);
    expect(peaks.of('events', 0)).to.deep.equal([0, 0]);
    expect(peaks.of('bird', 0)).to.deep.equal([]);
    // A gap makes no blocks, and the oldest one goes.
    add(31, 0.25);
    add(35, 1);
    expect(peaks.of('events', 1)).to.deep.equal([0.75, 0.25, 1]);
    peaks.clear();
    expect(peaks.of('events', 1)).to.deep.equal([]);
  });
});

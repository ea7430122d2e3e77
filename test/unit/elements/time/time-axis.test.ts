import { expect } from 'chai';
import { describe, it } from 'vitest';
import { TimeAxis } from '../../../../src/elements/time/time-window.js';

const STEP = 0.1;

describe('TimeAxis', () => {
  it('moves evenly, though frames come in steps and not quite on time', () => {
    const axis = new TimeAxis();
    let [heard, previous, worst] = [0, -1, 0];
    for (let now = 0; now < 20_000; now += 16.7) {
      // A step arrives every 100 ms, up to 12 ms late.
      while ((heard + 1) * STEP * 1000 + 12 * Math.abs(Math.sin(heard)) <= now) {
        heard++;
        axis.arrive(heard * STEP, STEP, now);
      }
      const edge = axis.edge(now);
      if (now > 5000) worst = Math.max(worst, Math.abs(edge - previous - 0.0167));
      previous = edge;
    }
    expect(worst).to.be.below(0.017);
  });

  it('never shows what has not been analysed', () => {
    const axis = new TimeAxis();
    axis.arrive(1, STEP, 1000);
    expect(axis.edge(1000)).to.be.closeTo(0.9, 1e-9);
    expect(axis.edge(9000)).to.equal(1);
  });

  it('starts again at a jump of the clock', () => {
    const axis = new TimeAxis();
    axis.arrive(100, STEP, 1000);
    axis.arrive(0.1, STEP, 1100);
    expect(axis.edge(1100)).to.be.closeTo(0, 1e-9);
    axis.arrive(7, STEP, 1200);
    expect(axis.edge(1200)).to.be.closeTo(6.9, 1e-9);
  });

  it('has no edge before the first frame', () => {
    expect(new TimeAxis().edge(5)).to.equal(-Infinity);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { StepSize } from '../../../src/engine/step-size.js';
import { runs } from './finite.js';

describe('the step size under any load', () => {
  it('stays between the requested one and one second, and returns to the requested one afterwards', () => {
    const load = fc.record({
      seconds: fc.double({ min: 0, max: 3, noNaN: true }),
      cost: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(load, { maxLength: 40 }), (requested, loads) => {
        const step = new StepSize(requested, 0.02);
        for (const { seconds, cost } of loads) {
          step.add(seconds, cost * seconds);
          expect(step.rows).to.be.within(requested, 50);
        }
        for (let i = 0; i < 100; i++) step.add(0.5, 0.005);
        expect(step.rows).to.equal(requested);
      }),
      runs(10_000),
    );
  });

  it('doubles when the cost is too high, and stays when it is moderate', () => {
    const step = new StepSize(5, 0.02);
    for (let i = 0; i < 4; i++) step.add(0.25, 0.25);
    expect(step.rows).to.be.greaterThan(5);
    const before = step.rows;
    for (let i = 0; i < 100; i++) step.add(0.25, 0.25 * 0.5);
    expect(step.rows).to.equal(before);
    for (let i = 0; i < 100; i++) step.add(2, 4);
    expect(step.rows).to.equal(50);
  });
});

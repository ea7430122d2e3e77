import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { StepSize } from '../../../src/engine/step-size.js';
import { runs } from './finite.js';

describe('any load', () => {
  it('keeps the step between what is wanted and a second, and gives it back when it is over', () => {
    const stretch = fc.record({
      heard: fc.double({ min: 0, max: 3, noNaN: true }),
      cost: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(stretch, { maxLength: 40 }), (wanted, stretches) => {
        const step = new StepSize(wanted, 0.02);
        for (const { heard, cost } of stretches) {
          step.add(heard, cost * heard);
          expect(step.frames).to.be.within(wanted, 50);
        }
        for (let i = 0; i < 100; i++) step.add(0.5, 0.005);
        expect(step.frames).to.equal(wanted);
      }),
      runs(10_000),
    );
  });

  it('that is too much doubles the step, and one that is bearable leaves it', () => {
    const step = new StepSize(5, 0.02);
    for (let i = 0; i < 4; i++) step.add(0.25, 0.25);
    expect(step.frames).to.be.greaterThan(5);
    const before = step.frames;
    for (let i = 0; i < 100; i++) step.add(0.25, 0.25 * 0.5);
    expect(step.frames).to.equal(before);
    for (let i = 0; i < 100; i++) step.add(2, 4);
    expect(step.frames).to.equal(50);
  });
});

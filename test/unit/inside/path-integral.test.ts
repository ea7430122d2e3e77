import { expect } from 'chai';
import { describe, it } from 'vitest';
import {
  integratePath,
  type PathIntegral,
  type PathLimits,
  type PathProgress,
} from '../../../src/inside/path-integral.js';

const LIMITS: PathLimits = { rest: 0.01, smallRest: 0, errors: 0.05, points: 65, seconds: Infinity };

/** Function of one value with its derivative. */
type Line = (x: number) => readonly [value: number, slope: number];

function integral(line: Line, limits: PathLimits, length = 1): PathIntegral & { readonly steps: PathProgress[] } {
  const pointAt = ([x]: Float32Array) => {
    const [value, slope] = line(x!);
    return { value, gradient: Float32Array.of(slope) };
  };
  const path = integratePath(Float32Array.of(0), Float32Array.of(length), pointAt, limits);
  const steps: PathProgress[] = [];
  for (let step = path.next(); ; step = path.next()) {
    if (step.done) return { ...step.value, steps };
    steps.push(step.value);
  }
}

/** Rises steeply near the start, then is flat, as a network that is sure. */
const saturating: Line = (x) => [Math.tanh(40 * x), 40 / Math.cosh(40 * x) ** 2];
const kinked: Line = (x) => [Math.max(0, x - 0.37), Number(x > 0.37)];

describe('the integral of a gradient along a path', () => {
  it('of a cubic is exact with the first points', () => {
    const { gradient, rest, points, addsUp } = integral((x) => [x ** 3 - x, 3 * x * x - 1], LIMITS, 2);
    expect(gradient[0]! * 2).to.be.closeTo(6, 1e-5);
    expect(rest).to.be.closeTo(0, 1e-5);
    expect([points, addsUp]).to.deep.equal([9, true]);
  });

  for (const [name, line] of Object.entries({ saturating, kinked })) {
    it(`of a ${name} function is refined until it adds up`, () => {
      const { gradient, rest, points, addsUp } = integral(line, LIMITS);
      const difference = line(1)[0] - line(0)[0];
      expect(addsUp).to.equal(true);
      expect(points).to.be.within(11, 41);
      expect(Math.abs(rest)).to.be.at.most(0.01 * difference);
      expect(gradient[0]! + rest).to.be.closeTo(difference, 1e-6);
    });
  }

  it('is not fooled by errors that cancel', () => {
    // Two kinks at mirrored places: Simpson's errors are opposite from the start.
    const { points, addsUp } = integral(
      (x) => [Math.max(0, x - 0.3) - Math.max(0, x - 0.7) + x / 100, Number(x > 0.3) - Number(x > 0.7) + 1 / 100],
      { ...LIMITS, rest: 1, errors: 0.01 },
    );
    expect(points).to.be.above(9);
    expect(addsUp).to.equal(true);
  });

  it('ends at the most points and at the longest time, and says that it does not add up', () => {
    const few = integral(saturating, { ...LIMITS, points: 12 });
    expect([few.points, few.addsUp]).to.deep.equal([11, false]);
    const none = integral(saturating, { ...LIMITS, seconds: 0 });
    expect([none.points, none.addsUp]).to.deep.equal([9, false]);
    expect(none.steps.at(-1)!.used).to.equal(1);
  });

  it('reports each point, and the rest after the first nine', () => {
    const { steps, points } = integral(kinked, LIMITS);
    expect(steps.map((step) => step.points)).to.deep.equal(Array.from({ length: points }, (_, i) => i + 1));
    expect(steps.filter(({ rest }) => rest === undefined)).to.have.length(9);
  });

  it('accepts a small rest between ends that are almost equal', () => {
    const wave: Line = (x) => [Math.sin(6 * Math.PI * x) / 100, (6 * Math.PI * Math.cos(6 * Math.PI * x)) / 100];
    expect(integral(wave, { ...LIMITS, rest: 0.001, smallRest: 0.05 }).addsUp).to.equal(true);
  });
});

import { expect } from 'chai';

/** Expects every value to be within `tolerance` of the expected one, with none missing or not a number. */
export function expectClose(actual: Float32Array, expected: ArrayLike<number>, tolerance: number, what: string): void {
  expect(actual.length, `${what}: length`).to.equal(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (!(difference <= worst)) worst = difference; // NaN stays
  }
  expect(worst, `${what}: largest difference`).to.be.at.most(tolerance);
}

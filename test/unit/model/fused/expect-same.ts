import { expectClose } from '../expect-close.js';

/** Expects equality up to rounding: to 10⁻⁵ of the largest expected value. */
export function expectSame(actual: Float32Array, expected: Float32Array, what: string): void {
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3);
  expectClose(actual, expected, 1e-5 * scale, what);
}

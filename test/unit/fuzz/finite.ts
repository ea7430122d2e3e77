import fc from 'fast-check';

/** Any finite float32, often an extreme one. */
export const finite = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -1e-45, 88, -104),
);

/** Any float32 at all. */
export const anyFloat = fc.oneof({ weight: 4, arbitrary: finite }, fc.constantFrom(NaN, Infinity, -Infinity));

/** Options of a property test. The seed is fixed, so that a failure can be reproduced. */
export const runs = (numRuns: number) => ({ seed: 20_261_121, numRuns, includeErrorInReport: true });

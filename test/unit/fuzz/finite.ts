import fc from 'fast-check';

/** Any finite float32, often an extreme one. */
export const finite = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -1e-45, 88, -104),
);

/** Any float32 at all. */
export const anyFloat = fc.oneof({ weight: 4, arbitrary: finite }, fc.constantFrom(NaN, Infinity, -Infinity));

/** Environment variables of the tests in a browser, where the bundler puts them. */
declare const FUZZ: Readonly<Record<string, string>> | undefined;
const { FUZZ_CASES = '0', FUZZ_SEED = '20261121' } = globalThis.process?.env ?? FUZZ ?? {};

/** Number of cases of a long run; 0 without one. */
export const LONG = Number(FUZZ_CASES);

/** Seed of all random cases, in the titles of the tests; `FUZZ_SEED=…` for another one. */
export const SEED = Number(FUZZ_SEED);

/** Options of a property test. `FUZZ_CASES=100000` for a long run. */
export const runs = (numRuns: number) => ({
  seed: SEED,
  numRuns: Math.max(numRuns, LONG),
  includeErrorInReport: true,
});

import { defineConfig } from 'vitest/config';
import { fusedKernels } from './build/fused-kernels.mjs';
import { modelNames } from './models/names.mjs';

/** Tests of pure code, in Node, from the sources. Tests that need a browser are in `test/browser/`. */
export default defineConfig({
  plugins: [fusedKernels],
  define: { MODEL_NAMES: JSON.stringify(modelNames()) },
  test: {
    include: ['test/unit/**/*.test.ts'],
    pool: 'threads',
    // Files share their modules: tests free what they create, and loading tfjs for each file takes longer than its tests.
    isolate: false,
    // By default, one processor runs no tests: on two, the tests would take twice as long.
    maxWorkers: '100%',
    // A long run with random cases takes as much longer as it has more cases.
    testTimeout: 60_000 * Math.max(1, Number(process.env.FUZZ_CASES ?? 0) / 2000),
    hookTimeout: 60_000,
    coverage: {
      provider: 'custom',
      customProviderModule: 'vitest-monocart-coverage',
      include: ['src/**'],
      reportsDirectory: 'coverage/unit',
      // Read by test/harness/coverage.mjs.
      coverageReportOptions: { outputDir: 'coverage/unit', reports: ['raw'] },
    },
  },
});

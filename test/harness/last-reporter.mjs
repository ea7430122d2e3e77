/** Number of slow tests to list. */
const SLOWEST = 8;

/** @param {number} [milliseconds] */
const seconds = (milliseconds) => `${((milliseconds ?? 0) / 1000).toFixed(1)} s`;

/** @typedef {import('@web/test-runner').TestResult & { title: string }} TitledResult */

/**
 * Returns all tests of a suite and its inner suites, with their titles from the outermost suite in.
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @param {string[]} [path] titles of the suites around it
 * @returns {TitledResult[]}
 */
const testsOf = (suite, path = []) => [
  ...suite.tests.map((test) => ({ ...test, title: [...path, test.name].join(' › ') })),
  ...suite.suites.flatMap((inner) => testsOf(inner, [...path, inner.name])),
];

/**
 * Creates a reporter that prints a summary after all tests: the slowest ones, and the failed ones with their errors.
 * @returns {import('@web/test-runner').Reporter}
 */
export function lastReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const tests = sessions.flatMap(({ testFile, testResults }) =>
        testResults ? testsOf(testResults, [testFile.replace(/^.*\/(?=test\/)/, '')]) : [],
      );
      const slowest = tests.toSorted((a, b) => (b.duration ?? 0) - (a.duration ?? 0)).slice(0, SLOWEST);
      console.log(`\n${tests.length} tests; the slowest:`);
      for (const { title, duration } of slowest) console.log(`  ${seconds(duration).padStart(7)}  ${title}`);
      for (const { title, duration, error } of tests.filter(({ passed, skipped }) => !passed && !skipped))
        console.log(`\nfailed after ${seconds(duration)}: ${title}\n${error?.message ?? ''}\n${error?.stack ?? ''}`);
      for (const { testFile, errors } of sessions)
        for (const { message } of errors) console.log(`\nfailed: ${testFile}\n${message}`);
    },
  };
}

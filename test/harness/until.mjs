/** Time between two checks of a condition, ms. */
const PERIOD = 50;

/**
 * Resolves when `isSo` returns true or a promise of true.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {string} what what the error names
 * @param {number} [seconds] time limit
 * @throws Error after the time limit, and whatever `isSo` throws
 */
export async function until(isSo, what, seconds = 60) {
  for (const end = performance.now() + seconds * 1000; !(await isSo());) {
    if (performance.now() > end) throw new Error(`${what} did not come within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
}

/** Time between two checks of a condition, ms. */
const PERIOD = 20;

/**
 * Resolves when `isSo` returns true. Every test in the browser waits for a condition with it.
 * @throws Error that names `what`, after `seconds`
 */
export async function until(isSo: () => boolean, what = isSo.toString(), seconds = 50): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !isSo();) {
    if (performance.now() > end) throw new Error(`${what} did not come within ${String(seconds)} s.`);
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
}

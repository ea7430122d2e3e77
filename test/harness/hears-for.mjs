/* global document -- inside page.evaluate */
/**
 * Runs in a page. Resolves when its `pinna-listener` has analysed this many more seconds of sound; rejects if it takes a minute
 * longer.
 * @param {number} seconds
 * @returns {Promise<void>}
 */
export const hearsFor = (seconds) =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${seconds} s of sound did not come.`)), 1000 * seconds + 60_000);
    /** @type {number | undefined} */
    let first;
    document.querySelector('pinna-live, pinna-listener')?.addEventListener('pinna-frames', (event) => {
      const { time } = /** @type {CustomEvent<{ time: number }>} */ (event).detail;
      first ??= time;
      if (time >= first + seconds) resolve();
    });
  });

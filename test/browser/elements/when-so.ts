import { pause } from './on-page.js';

/** Waits until a condition is true. */
export async function when(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); await pause(20)) {
    if (Date.now() > end) throw new Error(`It did not come: ${isSo.toString()}`);
  }
}

import { pause } from './on-page.js';

/** Waits until a condition is true. */
export async function waitUntil(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition(); await pause(20)) {
    if (Date.now() > end) throw new Error(`It did not come: ${condition.toString()}`);
  }
}

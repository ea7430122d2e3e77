import { abortable } from './waiting.js';
import { listen } from './listen.js';
import { pause } from './timers.js';

/** Delay after the page has loaded in browsers that do not report idle time, ms. */
const DELAY = 200;
/** Time limit for waiting until the main thread is idle, ms. */
const IDLE_LIMIT = 2000;

/** Resolves once the page has loaded and its main thread is idle. @throws the signal's reason */
export async function whenIdle(signal: AbortSignal): Promise<void> {
  if (document.readyState !== 'complete') await abortable(pageLoaded(), signal);
  // Absent in Safari.
  const { requestIdleCallback: request } = globalThis as { requestIdleCallback?: typeof requestIdleCallback };
  const idle = request && new Promise<unknown>((resolve) => request(resolve, { timeout: IDLE_LIMIT }));
  await abortable(idle ?? pause(DELAY), signal);
}

const pageLoaded = () => new Promise<unknown>((resolve) => listen(globalThis, 'load', resolve, { once: true }));

import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { withTimeout } from '../../lifetime/waiting.js';

/** Time limit for a pending worklet load before its context is closed, ms. */
const SETTLE_TIMEOUT = 1000;
/** Time limit for fetching the script, and again for adding it, ms. */
const LOAD_TIMEOUT = 30_000;

const loaded = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Loads the processor's script into a context, once. A failed load may be retried. Main thread.
 *
 * @throws PinnaError `worklet-failed`.
 */
export function loadWorklet(context: BaseAudioContext, url: string): Promise<void> {
  let loading = loaded.get(context);
  if (!loading) {
    loading = load(context, url).catch((cause: unknown) => {
      loaded.delete(context);
      throw new PinnaError(
        PinnaErrorCode.WorkletFailed,
        `The audio worklet could not be loaded from ${url}. Serve Pinna's capture.worklet.js there as JavaScript (from ` +
          'another origin: with CORS headers), and let a Content-Security-Policy allow it: script-src with that address ' +
          'and blob:.',
        { cause },
      );
    });
    loaded.set(context, loading);
  }
  return loading;
}

/**
 * Resolves when no worklet is being loaded into the context, after a second at the latest. A context that is closed during
 * a load causes a rejection that nobody can handle.
 */
export async function workletSettled(context: BaseAudioContext): Promise<void> {
  const loading = loaded.get(context);
  if (loading) await withTimeout(SETTLE_TIMEOUT, loading).catch(() => undefined);
}

async function load(context: BaseAudioContext, url: string): Promise<void> {
  // Checks the response first: standardized-audio-context would run an error page as the script and leave an unhandled
  // rejection.
  const response = await fetch(url, { signal: AbortSignal.timeout(LOAD_TIMEOUT) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  await withTimeout(LOAD_TIMEOUT, context.audioWorklet.addModule(url));
}

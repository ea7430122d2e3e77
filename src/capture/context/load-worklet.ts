import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { within } from '../../lifetime/waiting.js';

/** How long a context that is to be closed waits for its worklet, milliseconds. */
const PATIENCE = 1000;
/** How long the script may take to come, milliseconds. */
const LONGEST = 30_000;

const loaded = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Loads the processor's script into a context, once. Main thread. A failed load may be tried again.
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
 * Resolves when nothing is being loaded into the context, at the latest after a second. A context that is closed while it
 * loads leaves a rejection behind that nobody can handle.
 */
export async function workletSettled(context: BaseAudioContext): Promise<void> {
  const loading = loaded.get(context);
  if (loading) await within(PATIENCE, loading).catch(() => undefined);
}

async function load(context: BaseAudioContext, url: string): Promise<void> {
  // standardized-audio-context would run an error page as the script, and leave an unhandled rejection too.
  const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  await within(LONGEST, context.audioWorklet.addModule(url));
}

import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { listen } from '../../lifetime/listen.js';
import { originAdvice } from '../../lifetime/page-origin.js';
import { PolicyWatch, WORKLET_DIRECTIVES } from '../../lifetime/page-policy.js';
import { timeout } from '../../lifetime/timers.js';
import { withTimeout } from '../../lifetime/waiting.js';

/** Time limit for a pending worklet load before its context is closed, ms. */
const SETTLE_TIMEOUT = 1000;
/** Time limit for fetching the script, and again for adding it, ms. */
const LOAD_TIMEOUT = 30_000;

/** Time in which the browser reports a promise whose rejection nobody handles, ms. */
const ECHO_TIME = 1000;

const loaded = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Loads the processor's script into a context, once. A failed load may be retried. Main thread.
 *
 * @throws PinnaError `worklet-failed`.
 */
export function loadWorklet(context: BaseAudioContext, url: string): Promise<void> {
  let loading = loaded.get(context);
  if (!loading) {
    loading = load(context, url).catch((error: unknown) => {
      loaded.delete(context);
      throw error;
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
  const policy = new PolicyWatch([url, 'blob:'], WORKLET_DIRECTIVES);
  try {
    // Checks the response first: standardized-audio-context would run an error page as the script.
    const { ok, status, headers } = await fetch(url, { signal: AbortSignal.timeout(LOAD_TIMEOUT) });
    if (!ok) throw new Error(`the server answered with status ${status}`);
    const type = headers.get('content-type') ?? '';
    if (/html/i.test(type)) throw new Error(`the server sent ${type}, not JavaScript`);
    await withTimeout(LOAD_TIMEOUT, context.audioWorklet.addModule(url));
    policy.cancel();
  } catch (cause) {
    ignoreEchoes(cause);
    throw workletError(url, cause, await policy.finish());
  }
}

/**
 * Keeps an error that is handled here from being reported as unhandled, too: standardized-audio-context keeps a second promise,
 * which rejects with the same error and which nobody can handle.
 */
function ignoreEchoes(cause: unknown): void {
  const ignore = (event: PromiseRejectionEvent) => {
    if (event.reason !== cause) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const unlisten = listen(window, 'unhandledrejection', ignore, { capture: true });
  timeout(ECHO_TIME, unlisten);
}

function workletError(url: string, cause: unknown, blocked: string | undefined): PinnaError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PinnaError(
    PinnaErrorCode.WorkletFailed,
    `The audio worklet could not be loaded from ${url} (${reason}). ` +
      (blocked ??
        originAdvice() ??
        "Serve Pinna's capture.worklet.js there as JavaScript (from another origin: with CORS headers), and let a " +
          'Content-Security-Policy allow it: script-src with that address and blob:.'),
    { cause },
  );
}

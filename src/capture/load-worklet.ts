import { PinnaError, PinnaErrorCode } from '../errors';

const loaded = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Loads the processor's script into a context, once. Main thread. A failed load may be tried again.
 * @throws PinnaError `worklet-failed`.
 */
export function loadWorklet(context: BaseAudioContext, url: string): Promise<void> {
  let loading = loaded.get(context);
  if (!loading) {
    loading = context.audioWorklet.addModule(url).catch((cause: unknown) => {
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

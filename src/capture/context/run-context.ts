import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';

/** Options of `ContextHandle.run` and `runContext`. */
export interface RunOptions {
  readonly signal: AbortSignal;
  /** Called once if the context does not start automatically: the page may then ask for a click. */
  readonly onBlocked?: () => void;
  /** Called when a context that has run stops or runs again; only by `ContextHandle.run`. */
  readonly onRunning?: (isRunning: boolean) => void;
}

/** Delay before `onBlocked` is called, ms. Starting an audio device takes up to a few tenths of a second. */
const BLOCKED_TIMEOUT = 1000;
/** Events after which a blocked context may start: gestures, and (iOS) the page becoming visible. */
const RETRY_EVENTS = ['pointerup', 'keydown', 'touchend', 'visibilitychange'] as const;

/**
 * Starts a suspended context: now or, under an autoplay policy, at the next user gesture. Resolves when it runs. Rejects
 * when aborted or when the context is closed. Leaves no listener or timer behind. Main thread.
 */
export async function runContext(context: AudioContext, { signal, onBlocked }: RunOptions): Promise<void> {
  signal.throwIfAborted();
  if (context.state === 'running') return;
  const scope = new Scope();
  scope.timeout(BLOCKED_TIMEOUT, () => onBlocked?.());
  try {
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        if (context.state === 'running') resolve();
        if (context.state === 'closed') reject(closedError());
      };
      // A refused resume() rejects in some browsers and stays pending in others. WebKit sometimes omits the statechange
      // event. Only the state itself is reliable in all browsers.
      const resume = () => void context.resume().then(check, check);
      scope.listen(context, 'statechange', check);
      scope.listen(signal, 'abort', () => reject(signal.reason as Error));
      for (const occasion of RETRY_EVENTS) scope.listen(document, occasion, resume, { capture: true });
      resume();
      check();
    });
  } finally {
    void scope.close();
  }
}

const closedError = () =>
  new PinnaError(
    PinnaErrorCode.BadOption,
    'The AudioContext was closed before it could run. Start again, which creates a new one.',
  );

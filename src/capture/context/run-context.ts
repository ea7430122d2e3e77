import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Called once when the context does not start by itself: the page may then ask for a click. */
  readonly onBlocked?: () => void;
  /** Told when the context, once it has run, stands still or runs again. */
  readonly onRunning?: (isRunning: boolean) => void;
}

/** Milliseconds that a context gets to start before the user is asked; starting a sound device takes up to a few tenths. */
const PATIENCE = 1000;
/** What may let a context start that could not: a gesture, or (iOS) that the page is seen again. */
const OCCASIONS = ['pointerup', 'keydown', 'touchend', 'visibilitychange'] as const;

/**
 * Starts a suspended context, now or (autoplay policy) at the user's next gesture. Main thread.
 * Resolves when it runs, rejects when aborted or when the context is closed. Leaves no listener or timer behind.
 */
export async function runContext(context: AudioContext, { signal, onBlocked }: RunOptions): Promise<void> {
  signal.throwIfAborted();
  if (context.state === 'running') return;
  const scope = new Scope();
  scope.timeout(PATIENCE, () => onBlocked?.());
  try {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (context.state === 'running') resolve();
        if (context.state === 'closed') reject(closedError());
      };
      // A refused resume() rejects in some browsers and stays pending in others, and WebKit now and then leaves out the
      // statechange event: the state itself tells the truth in all of them.
      const resume = () => void context.resume().then(look, look);
      scope.listen(context, 'statechange', look);
      scope.listen(signal, 'abort', () => reject(signal.reason as Error));
      for (const occasion of OCCASIONS) scope.listen(document, occasion, resume, { capture: true });
      resume();
      look();
    });
  } finally {
    void scope.close();
  }
}

const closedError = () =>
  new PinnaError(
    PinnaErrorCode.BadOption,
    'The AudioContext was closed before it could run. Start again; a new one is made.',
  );

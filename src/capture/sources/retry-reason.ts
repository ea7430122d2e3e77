import { Scope } from '../../lifetime/scope.js';
import { microphonePermission, watchInputs } from './devices.js';

/** Events that count as a touch of the page: a pointer press, and the resuming of a frozen page. */
const GESTURES = ['pointerdown', 'resume'] as const;

interface Chances {
  /** Whether a touch of the page is a reason too. Default: false. */
  readonly isGestureWelcome?: boolean;
}

/**
 * Resolves when there is a reason to request the microphone again: a device was plugged in or unplugged, the user allowed
 * the microphone, the page became visible, or the delay has passed. Main thread.
 *
 * @param delay milliseconds; Infinity if a timed request would only be refused again
 * @returns true after an event; false if only the delay has passed
 * @throws the signal's reason
 */
export async function nextChance(
  delay: number,
  signal: AbortSignal,
  { isGestureWelcome = false }: Chances = {},
): Promise<boolean> {
  signal.throwIfAborted();
  const scope = new Scope();
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const look = () => resolve(true);
      if (delay < Infinity) scope.timeout(delay, () => resolve(false));
      scope.listen(signal, 'abort', () => reject(signal.reason as Error));
      scope.add(watchInputs(look));
      scope.listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && look());
      if (isGestureWelcome) for (const type of GESTURES) scope.listen(document, type, look);
      void watchPermission(look, scope);
    });
  } finally {
    void scope.close();
  }
}

async function watchPermission(onGranted: () => void, scope: Scope): Promise<void> {
  const permission = await microphonePermission();
  if (permission) scope.listen(permission, 'change', () => permission.state === 'granted' && onGranted());
}

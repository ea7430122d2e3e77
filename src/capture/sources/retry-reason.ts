import { Scope } from '../../lifetime/scope.js';
import { microphonePermission, watchInputs } from './devices.js';

/** Events that count as a touch of the page: a pointer press, and the resuming of a frozen page. */
const GESTURES = ['pointerdown', 'resume'] as const;

interface RetryReasons {
  /** Whether a touch of the page is a reason too. Default: false. */
  readonly includeGestures?: boolean;
}

/**
 * Resolves when there is a reason to request the microphone again: a device was plugged in or unplugged, the user allowed
 * the microphone, the page became visible, or the delay has passed. Main thread.
 *
 * @param delay milliseconds; Infinity if a timed request would only be refused again
 * @returns true after an event; false if only the delay has passed
 * @throws the signal's reason
 */
export async function waitForRetryReason(
  delay: number,
  signal: AbortSignal,
  { includeGestures = false }: RetryReasons = {},
): Promise<boolean> {
  signal.throwIfAborted();
  const scope = new Scope();
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const onEvent = () => resolve(true);
      if (delay < Infinity) scope.timeout(delay, () => resolve(false));
      scope.listen(signal, 'abort', () => reject(signal.reason as Error));
      scope.add(watchInputs(onEvent));
      scope.listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && onEvent());
      if (includeGestures) for (const type of GESTURES) scope.listen(document, type, onEvent);
      void watchPermission(onEvent, scope);
    });
  } finally {
    void scope.close();
  }
}

async function watchPermission(onGranted: () => void, scope: Scope): Promise<void> {
  const permission = await microphonePermission();
  if (permission) scope.listen(permission, 'change', () => permission.state === 'granted' && onGranted());
}

import { Scope } from '../../lifetime/scope.js';
import { microphonePermission, watchInputs } from './devices.js';

/** What people do on a page that waits, and a page that the browser had frozen. */
const GESTURES = ['pointerdown', 'resume'] as const;

interface Chances {
  /** Whether a touch of the page is a reason too. */
  readonly isGestureWelcome?: boolean;
}

/**
 * Resolves when there is a reason to ask for the microphone again: a device came or went, the user allowed it, the page is
 * seen again, or the time has come. Main thread.
 *
 * @param delay milliseconds; Infinity where asking would only be refused again
 * @returns whether something has happened; false when only the time has come
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

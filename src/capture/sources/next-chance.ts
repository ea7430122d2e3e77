import { watchInputs } from './devices.js';

/**
 * Resolves when there is a reason to ask for the microphone again: a device came or went, the user allowed it, the page is
 * seen again, or the time has come. Main thread.
 *
 * @param delay milliseconds; Infinity where asking would only be refused again
 * @throws the signal's reason
 */
export async function nextChance(delay: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const done = new AbortController();
  const ending = AbortSignal.any([signal, done.signal]);
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = delay < Infinity ? setTimeout(resolve, delay) : undefined;
      ending.addEventListener('abort', () => clearTimeout(timer), { once: true });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: done.signal });
      const unwatch = watchInputs(resolve);
      ending.addEventListener('abort', unwatch, { once: true });
      const look = () => document.visibilityState === 'visible' && resolve();
      document.addEventListener('visibilitychange', look, { signal: ending });
      void watchPermission(resolve, ending);
    });
  } finally {
    done.abort();
  }
}

async function watchPermission(onGranted: () => void, signal: AbortSignal): Promise<void> {
  const permission = await microphonePermission();
  const look = () => permission?.state === 'granted' && onGranted();
  if (!signal.aborted) permission?.addEventListener('change', look, { signal });
}

/** Undefined where the browser does not tell. */
export async function microphonePermission(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return undefined;
  }
}

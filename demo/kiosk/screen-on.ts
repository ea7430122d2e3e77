import type { Scope } from '../../src/lifetime/scope.js';

/** Keeps the screen from going dark until the scope ends. A hidden page loses the lock; shown again, it asks anew. */
export function keepScreenOn(scope: Scope): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || scope.isClosed || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (scope.isClosed) await lock.release();
    } catch {
      // Not every browser can, and a low battery forbids it: the screen then follows the system's settings.
    }
  };
  const ending = new AbortController();
  document.addEventListener('visibilitychange', () => void ask(), { signal: ending.signal });
  scope.add(async () => {
    ending.abort();
    await lock?.release();
  });
  void ask();
}

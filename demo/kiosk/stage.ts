import type { Scope } from '../../src/lifetime/scope.js';

/** Time without activity before the pointer and the controls for it are hidden, ms. */
const STILL = 3000;

/** Sets the class `still` on an element after a time without input, until the scope closes. */
export function hideWhenStill(element: Element, scope: Scope): void {
  let cancel = () => {};
  const move = () => {
    element.classList.remove('still');
    cancel();
    cancel = scope.timeout(STILL, () => element.classList.add('still'));
  };
  scope.add(() => element.classList.remove('still'));
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin']) scope.listen(element, type, move);
  move();
}

/**
 * Keeps the screen on until the scope closes. The browser releases the lock of a hidden page; when the page is visible again,
 * the lock is requested again.
 */
export function keepScreenOn(scope: Scope): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || scope.isClosed || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (scope.isClosed) await lock.release();
    } catch {
      // If the browser has no wake lock, or the battery is low, the system's settings apply.
    }
  };
  scope.add(async () => lock?.release());
  scope.listen(document, 'visibilitychange', () => void ask());
  void ask();
}

/** Returns the features that the kiosk needs and this browser lacks, each with advice for the user. Main thread. */
export function lacking(): string[] {
  const needs: [isThere: boolean, words: string][] = [
    ['wakeLock' in navigator, 'This browser cannot keep the screen on: set the system not to switch it off.'],
    [document.fullscreenEnabled, 'This browser has no full screen for pages: the kiosk fills its window.'],
    ['serviceWorker' in navigator, 'This browser keeps nothing for later: loading the page again needs the network.'],
  ];
  return needs.filter(([isThere]) => !isThere).map(([, words]) => words);
}

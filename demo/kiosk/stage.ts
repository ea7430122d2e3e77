import type { Scope } from '../../src/lifetime/scope.js';

/** Time without a movement after which the pointer, and what is only there for it, is hidden, milliseconds. */
const STILL = 3000;

/** Sets the class `still` on an element while nobody touches it, until the scope ends. */
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

/** Keeps the screen from going dark until the scope ends. A hidden page loses the lock; shown again, it asks again. */
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
  scope.add(async () => lock?.release());
  scope.listen(document, 'visibilitychange', () => void ask());
  void ask();
}

/** What this browser cannot do of what the page promises, each with what to do about it. Main thread. */
export function lacking(): string[] {
  const needs: [isThere: boolean, words: string][] = [
    ['wakeLock' in navigator, 'This browser cannot keep the screen on: tell the system not to switch it off.'],
    [document.fullscreenEnabled, 'This browser has no full screen for pages: the kiosk fills its window.'],
    ['serviceWorker' in navigator, 'This browser keeps nothing for later: loading the page again needs the network.'],
  ];
  return needs.filter(([isThere]) => !isThere).map(([, words]) => words);
}

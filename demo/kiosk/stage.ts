import type { Scope } from '../../src/lifetime/scope.js';

/** Time without activity before the pointer and the controls for it are hidden, ms. */
const IDLE_TIME = 3000;

/** Sets the class `still` on an element after a time without input, until the scope closes. */
export function hideWhenStill(element: Element, scope: Scope): void {
  let cancel = () => {};
  const move = () => {
    element.classList.remove('still');
    cancel();
    cancel = scope.timeout(IDLE_TIME, () => element.classList.add('still'));
  };
  scope.add(() => element.classList.remove('still'));
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin']) scope.listen(element, type, move);
  move();
}

/** Returns the features that the kiosk needs and this browser lacks, each with advice for the user. Main thread. */
export function missingFeatures(): string[] {
  const features: [isSupported: boolean, advice: string][] = [
    [
      'wakeLock' in navigator,
      'This browser cannot keep the screen on. Turn off the screen timeout in the system settings.',
    ],
    [document.fullscreenEnabled, 'This browser has no full screen for pages. The kiosk fills the window instead.'],
    [
      'serviceWorker' in navigator,
      'This browser cannot store the page. Keep the network on: reloading the page needs it.',
    ],
  ];
  return features.filter(([isSupported]) => !isSupported).map(([, advice]) => advice);
}

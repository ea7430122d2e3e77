import type { Scope } from '../../src/lifetime/scope.js';

/** After so long without a movement the pointer, and what is only there for it, is hidden, milliseconds. */
const STILL = 3000;

/** Sets the class `still` on an element while nobody touches it, until the scope ends. */
export function hideWhenStill(element: Element, scope: Scope): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const move = () => {
    element.classList.remove('still');
    clearTimeout(timer);
    timer = setTimeout(() => element.classList.add('still'), STILL);
  };
  const ending = new AbortController();
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin']) {
    element.addEventListener(type, move, { signal: ending.signal });
  }
  scope.add(() => {
    ending.abort();
    clearTimeout(timer);
    element.classList.remove('still');
  });
  move();
}

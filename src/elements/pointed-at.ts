const hasPointer = matchMedia('(hover: hover)');

/** Whether the pointer rests on an element or the focus is inside: what it lists must then hold still. */
export function isPointedAt(element: Element): boolean {
  return (hasPointer.matches && element.matches(':hover')) || element.matches(':focus-within');
}

let query: MediaQueryList | undefined;

/** Whether the pointer rests on an element or the focus is inside: what it lists must then hold still. */
export function isPointedAt(element: Element): boolean {
  // On a touch screen a tap leaves `:hover` behind.
  query ??= matchMedia('(hover: hover)');
  return (query.matches && element.matches(':hover')) || element.matches(':focus-within');
}

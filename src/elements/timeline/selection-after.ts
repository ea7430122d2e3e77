/**
 * What is selected after a press on one of several things: that one alone, or with Shift, Ctrl or Cmd together with the others.
 * Pressed again, it is let go.
 */
export function selectionAfter(
  selected: ReadonlySet<number>,
  id: number,
  { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): ReadonlySet<number> {
  const several = shiftKey || ctrlKey || metaKey;
  const others = several ? [...selected].filter((each) => each !== id) : [];
  const letGo = selected.has(id) && (several || selected.size === 1);
  return new Set(letGo ? others : [...others, id]);
}

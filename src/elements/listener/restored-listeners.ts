import type { ListenerLike } from './listener-controller.js';

/** Name under which what a listener knows is stored, by listener. Only of listeners that have what was stored before. */
const names = new WeakMap<ListenerLike, string>();

/** Whether a listener has what was stored under a name, so that it need not be restored. */
export const isRestoredAs = (listener: ListenerLike, name: string): boolean => names.get(listener) === name;

/** Notes that a listener has what was stored under a name. */
export function noteRestored(listener: ListenerLike, name: string): void {
  names.set(listener, name);
}

/** Notes that a listener continues with all that another one knows. */
export function inheritRestored(listener: ListenerLike, before: ListenerLike): void {
  const name = names.get(before);
  if (name !== undefined) names.set(listener, name);
}

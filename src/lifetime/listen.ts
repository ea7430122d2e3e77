/** Event type of a target's `on…` property for `Type`; plain `Event` if the target has no such property. */
export type EventOf<Target, Type extends string> = `on${Type}` extends keyof Target
  ? NonNullable<Target[`on${Type}` & keyof Target]> extends (event: infer E extends Event) => unknown
    ? E
    : Event
  : Event;

/** Options of a listener. There is no `signal`: the function that `listen` returns removes the listener. */
export interface ListenOptions {
  readonly capture?: boolean;
  readonly once?: boolean;
  readonly passive?: boolean;
}

/**
 * Adds an event listener. Returns a function that removes it. Removal is explicit because of zone.js up to 0.14.2
 * (Angular): there, a listener that an AbortSignal removes takes other listeners with it.
 */
export function listen<Target extends EventTarget, Type extends string>(
  target: Target,
  type: Type,
  handler: (event: EventOf<Target, Type>) => void,
  options?: ListenOptions,
): () => void {
  const listener = handler as (event: Event) => void;
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}

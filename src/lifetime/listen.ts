/** The event that a target dispatches under a type, as its property `on…` declares it; a bare `Event` where it has none. */
export type EventOf<Target, Type extends string> = `on${Type}` extends keyof Target
  ? NonNullable<Target[`on${Type}` & keyof Target]> extends (event: infer E extends Event) => unknown
    ? E
    : Event
  : Event;

/** Options of a listener; it ends by the returned function, so there is no `signal`. */
export interface ListenOptions {
  readonly capture?: boolean;
  readonly once?: boolean;
  readonly passive?: boolean;
}

/**
 * Adds an event listener, and returns a function that removes it. Removal is explicit: under zone.js up to 0.14.2
 * (Angular) a listener that ends by an AbortSignal takes those of others with it.
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

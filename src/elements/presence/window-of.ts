/** A window with the constructors of its realm. */
export type RealmWindow = Window & typeof globalThis;

/**
 * Returns the window that shows a node. Observers, display frames and the pixel ratio belong to a window, and a node may be moved to
 * another one: a popup, a picture-in-picture window or an iframe. A node of a document without a window gets the script's own.
 */
export function windowOf({ ownerDocument }: Node): RealmWindow {
  return ownerDocument?.defaultView ?? window;
}

/** Whether the root of a tree is a shadow root. `instanceof` would fail for the shadow roots of another window. */
export function isShadowRoot(root: Node): root is ShadowRoot {
  return 'host' in root && 'mode' in root;
}

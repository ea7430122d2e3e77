/** One edge from a node to the capturing node, which can be undone without touching the node's other edges. */
export class Tap {
  readonly #node: AudioNode;

  #target: AudioNode | undefined;
  #isPaused = false;

  constructor(node: AudioNode) {
    this.#node = node;
  }

  connect(target: AudioNode): void {
    this.#target = target;
    if (!this.#isPaused) this.#node.connect(target);
  }

  /** Takes the edge away until `resume`. */
  pause(): void {
    if (!this.#isPaused) this.#undo();
    this.#isPaused = true;
  }

  resume(): void {
    if (this.#isPaused && this.#target) this.#node.connect(this.#target);
    this.#isPaused = false;
  }

  /** For good. May be called twice. */
  disconnect(): void {
    if (!this.#isPaused) this.#undo();
    this.#target = undefined;
  }

  #undo(): void {
    if (!this.#target) return;
    try {
      this.#node.disconnect(this.#target);
    } catch {
      // The node's owner has already removed every edge, ours too, or closed the context.
    }
  }
}

/** One edge from a node to the capturing node, which can be undone without touching the node's other edges. */
export class Tap {
  private target: AudioNode | undefined;

  constructor(private readonly node: AudioNode) {}

  connect(target: AudioNode): void {
    this.target = target;
    this.node.connect(target);
  }

  /** May be called twice. */
  disconnect(): void {
    const { target } = this;
    this.target = undefined;
    if (!target) return;
    try {
      this.node.disconnect(target);
    } catch {
      // The node's owner has already removed every edge, ours too, or closed the context.
    }
  }
}

/** Looks for changes of `lang` in a tree; one observer per tree, for as long as somebody wants to know. */
class Tree {
  readonly interested = new Set<() => void>();
  readonly #observer = new MutationObserver(() => {
    for (const tell of [...this.interested]) tell();
  });

  constructor(root: Node) {
    this.#observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
  }

  end(): void {
    this.#observer.disconnect();
  }
}

const trees = new Map<Node, Tree>();

/** Calls back when a `lang` changes in one of the trees. Returns what ends it. */
export function watchLanguage(roots: readonly Node[], onChange: () => void): () => void {
  for (const root of roots) {
    let tree = trees.get(root);
    if (!tree) trees.set(root, (tree = new Tree(root)));
    tree.interested.add(onChange);
  }
  return () => {
    for (const root of roots) {
      const tree = trees.get(root);
      tree?.interested.delete(onChange);
      if (tree?.interested.size !== 0) continue;
      tree.end();
      trees.delete(root);
    }
  };
}

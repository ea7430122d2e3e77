/** What an element's language can hang on: its ancestors' `lang`, out of every shadow tree up to the document. */
export function languageOf(element: Element): string {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const lang = at.getAttribute('lang');
    if (lang !== null) return lang;
  }
  return '';
}

/** The trees that an element is in, innermost first. */
export function treesAround(element: Element): Node[] {
  const trees: Node[] = [];
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    trees.push(root);
    if (!(root instanceof ShadowRoot)) return trees;
  }
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

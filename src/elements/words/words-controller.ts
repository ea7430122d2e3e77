import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isShadowRoot } from '../presence/window-of.js';
import { watchLocales } from './translate.js';
import { wordsIn, type Words } from './words.js';

/**
 * Provides the texts in the language of the nearest `lang` attribute. Updates the host when the language or its texts
 * change.
 */
export class WordsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #words = wordsIn('');
  #endings: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get current(): Words {
    return this.#words;
  }

  hostConnected(): void {
    const update = () => this.#update();
    this.#endings = [watchLanguage(treesAround(this.#host), update), watchLocales(update)];
    update();
  }

  hostDisconnected(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  #update(): void {
    const words = wordsIn(languageOf(this.#host));
    if (words === this.#words) return;
    this.#words = words;
    this.#host.requestUpdate();
  }
}

/** Returns the `lang` of an element or its nearest ancestor, across shadow roots up to the document; empty if there is none. */
function languageOf(element: Element): string {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const lang = at.getAttribute('lang');
    if (lang !== null) return lang;
  }
  return '';
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return isShadowRoot(root) ? root.host : null;
}

/** Returns the trees that contain an element, innermost first. */
function treesAround(element: Element): Node[] {
  const trees: Node[] = [];
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    trees.push(root);
    if (!isShadowRoot(root)) return trees;
  }
}

/** Observes `lang` attributes in a tree, with one observer for all elements in it. */
class ObservedTree {
  readonly callbacks = new Set<() => void>();
  readonly #observer = new MutationObserver(() => {
    for (const callback of [...this.callbacks]) callback();
  });

  constructor(root: Node) {
    this.#observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
  }

  end(): void {
    this.#observer.disconnect();
  }
}

const observed = new Map<Node, ObservedTree>();

/** Calls back when a `lang` changes in one of the trees. Returns a function that ends it. */
function watchLanguage(roots: readonly Node[], onChange: () => void): () => void {
  for (const root of roots) {
    let tree = observed.get(root);
    if (!tree) observed.set(root, (tree = new ObservedTree(root)));
    tree.callbacks.add(onChange);
  }
  return () => {
    for (const root of roots) {
      const tree = observed.get(root);
      tree?.callbacks.delete(onChange);
      if (tree?.callbacks.size !== 0) continue;
      tree.end();
      observed.delete(root);
    }
  };
}

import type { WamPinnaNode } from '../node/wam-node.js';
import { PinnaPluginView } from './pinna-plugin.js';
import { registerGerman } from './words/plugin-words.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-plugin': PinnaPluginView;
  }
}

/**
 * Defines the view's element, with its German texts, unless it is already defined. A page may load several versions of the
 * plugin, so each version has its own tag name.
 * @returns the tag name of this version's element
 */
function define(): string {
  const name = 'pinna-plugin';
  for (let copy = 1; ; copy++) {
    const tag = copy === 1 ? name : `${name}-${String(copy)}`;
    const defined = customElements.get(tag);
    if (!defined) {
      registerGerman();
      customElements.define(tag, PinnaPluginView);
    }
    if (!defined || defined === PinnaPluginView) return tag;
  }
}

/**
 * Creates a view of a plugin.
 * @returns the view, and `remove`, which detaches it permanently
 */
export function createGui(node: WamPinnaNode): { gui: HTMLElement; remove: () => void } {
  const gui = document.createElement(define()) as PinnaPluginView;
  gui.node = node;
  return {
    gui,
    remove: () => {
      gui.remove();
      gui.node = undefined;
    },
  };
}

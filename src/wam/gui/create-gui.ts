import type { WamPinnaNode } from '../node/wam-node.js';
import { PinnaPluginView } from './pinna-plugin.js';
import { offerGerman } from './words/plugin-words.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-plugin': PinnaPluginView;
  }
}

/** Defines the view, with German, if it is not defined yet. Returns its tag name: a page may load several versions of the plugin. */
function define(): string {
  const name = 'pinna-plugin';
  for (let copy = 1; ; copy++) {
    const tag = copy === 1 ? name : `${name}-${String(copy)}`;
    const defined = customElements.get(tag);
    if (!defined) {
      offerGerman();
      customElements.define(tag, PinnaPluginView);
    }
    if (!defined || defined === PinnaPluginView) return tag;
  }
}

/** One more view of a plugin, and what takes it away for good. */
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

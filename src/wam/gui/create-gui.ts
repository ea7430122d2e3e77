import type { WamPinnaNode } from '../wam-node.js';
import { PinnaPluginView } from './pinna-plugin.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-plugin': PinnaPluginView;
  }
}

/** The names under which copies of this view are defined: a page may load several versions of the plugin. */
function tagName(): string {
  const name = 'pinna-plugin';
  for (let copy = 1; ; copy++) {
    const tag = copy === 1 ? name : `${name}-${String(copy)}`;
    const defined = customElements.get(tag);
    if (!defined) customElements.define(tag, PinnaPluginView);
    if (!defined || defined === PinnaPluginView) return tag;
  }
}

/** One more view of a plugin, and what takes it away for good. */
export function createGui(node: WamPinnaNode): { gui: HTMLElement; remove: () => void } {
  const gui = document.createElement(tagName()) as PinnaPluginView;
  gui.node = node;
  return {
    gui,
    remove: () => {
      gui.remove();
      gui.node = undefined;
    },
  };
}

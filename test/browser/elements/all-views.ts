import { ListenerView } from '../../../src/elements/listener/listener-view.js';
import * as elements from '../../../src/entries/elements.js';

/** Tag names of all elements that show a listener. */
export const VIEWS = Object.values(elements).flatMap((element) =>
  typeof element === 'function' && element.prototype instanceof ListenerView
    ? [customElements.getName(element as CustomElementConstructor)!]
    : [],
);

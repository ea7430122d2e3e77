import { PinnaNovelty } from '../novelty/pinna-novelty.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-novelty': PinnaNovelty;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-novelty')) customElements.define('pinna-novelty', PinnaNovelty);

export { PinnaNovelty };

import { PinnaExplore } from '../explore/pinna-explore.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-explore': PinnaExplore;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-explore')) customElements.define('pinna-explore', PinnaExplore);

export { PinnaExplore };

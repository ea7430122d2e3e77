import { PinnaListener } from '../listener/pinna-listener.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-listener': PinnaListener;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-listener')) customElements.define('pinna-listener', PinnaListener);

export { PinnaListener };

import { PinnaListener } from '../listener/pinna-listener.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-listener': PinnaListener;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-listener')) customElements.define('pinna-listener', PinnaListener);

export { PinnaListener };

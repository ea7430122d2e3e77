import { PinnaDescriptors } from '../descriptors/pinna-descriptors.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-descriptors': PinnaDescriptors;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-descriptors')) customElements.define('pinna-descriptors', PinnaDescriptors);

export { PinnaDescriptors };

import { PinnaLevel } from '../meters/pinna-level.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-level': PinnaLevel;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-level')) customElements.define('pinna-level', PinnaLevel);

export { PinnaLevel };

import { PinnaLevel } from '../meters/pinna-level.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-level': PinnaLevel;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-level')) customElements.define('pinna-level', PinnaLevel);

export { PinnaLevel };

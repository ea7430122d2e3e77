import { PinnaChroma } from '../descriptors/pinna-chroma.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-chroma': PinnaChroma;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-chroma')) customElements.define('pinna-chroma', PinnaChroma);

export { PinnaChroma };

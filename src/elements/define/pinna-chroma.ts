import { PinnaChroma } from '../descriptors/pinna-chroma.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-chroma': PinnaChroma;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-chroma')) customElements.define('pinna-chroma', PinnaChroma);

export { PinnaChroma };

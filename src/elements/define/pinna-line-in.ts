import { PinnaLineIn } from '../line-in/pinna-line-in.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-line-in': PinnaLineIn;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-line-in')) customElements.define('pinna-line-in', PinnaLineIn);

export { PinnaLineIn };

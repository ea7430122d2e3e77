import { PinnaLineIn } from '../line-in/pinna-line-in.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-line-in': PinnaLineIn;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-line-in')) customElements.define('pinna-line-in', PinnaLineIn);

export { PinnaLineIn };

import { PinnaNetwork } from '../network/pinna-network.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-network': PinnaNetwork;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-network')) customElements.define('pinna-network', PinnaNetwork);

export { PinnaNetwork };

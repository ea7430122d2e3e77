import { PinnaStatus } from '../meters/pinna-status.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-status': PinnaStatus;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-status')) customElements.define('pinna-status', PinnaStatus);

export { PinnaStatus };

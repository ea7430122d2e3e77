import { PinnaStatus } from '../meters/pinna-status.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-status': PinnaStatus;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-status')) customElements.define('pinna-status', PinnaStatus);

export { PinnaStatus };

import './pinna-level.js';
import { PinnaControls } from '../controls/pinna-controls.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-controls': PinnaControls;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-controls')) customElements.define('pinna-controls', PinnaControls);

export { PinnaControls };

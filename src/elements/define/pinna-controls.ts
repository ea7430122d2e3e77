import './pinna-level.js';
import { PinnaControls } from '../controls/pinna-controls.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-controls': PinnaControls;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-controls')) customElements.define('pinna-controls', PinnaControls);

export { PinnaControls };

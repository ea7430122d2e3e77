import { PinnaTeach } from '../teach/pinna-teach.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-teach': PinnaTeach;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-teach')) customElements.define('pinna-teach', PinnaTeach);

export { PinnaTeach };

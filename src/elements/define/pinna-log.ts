import { PinnaLog } from '../log/pinna-log.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-log': PinnaLog;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-log')) customElements.define('pinna-log', PinnaLog);

export { PinnaLog };

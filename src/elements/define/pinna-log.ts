import { PinnaLog } from '../log/pinna-log.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-log': PinnaLog;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-log')) customElements.define('pinna-log', PinnaLog);

export { PinnaLog };

import './pinna-recording.js';
import { PinnaFile } from '../file/pinna-file.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-file': PinnaFile;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-file')) customElements.define('pinna-file', PinnaFile);

export { PinnaFile };

import './pinna-recording.js';
import { PinnaFile } from '../file/pinna-file.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-file': PinnaFile;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-file')) customElements.define('pinna-file', PinnaFile);

export { PinnaFile };

import './pinna-recording';
import { PinnaFile } from '../pinna-file';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-file': PinnaFile;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-file')) customElements.define('pinna-file', PinnaFile);

export { PinnaFile };

import { PinnaRecording } from '../file/pinna-recording.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-recording': PinnaRecording;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-recording')) customElements.define('pinna-recording', PinnaRecording);

export { PinnaRecording };

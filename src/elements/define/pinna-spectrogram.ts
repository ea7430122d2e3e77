import { PinnaSpectrogram } from '../spectrogram/pinna-spectrogram.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-spectrogram': PinnaSpectrogram;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-spectrogram')) customElements.define('pinna-spectrogram', PinnaSpectrogram);

export { PinnaSpectrogram };

import { PinnaSpectrogram } from '../spectrogram/pinna-spectrogram.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-spectrogram': PinnaSpectrogram;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-spectrogram')) customElements.define('pinna-spectrogram', PinnaSpectrogram);

export { PinnaSpectrogram };

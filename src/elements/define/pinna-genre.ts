import { PinnaGenre } from '../meters/pinna-genre.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-genre': PinnaGenre;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-genre')) customElements.define('pinna-genre', PinnaGenre);

export { PinnaGenre };

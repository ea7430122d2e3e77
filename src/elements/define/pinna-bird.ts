import { PinnaBird } from '../meters/pinna-bird.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-bird': PinnaBird;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-bird')) customElements.define('pinna-bird', PinnaBird);

export { PinnaBird };

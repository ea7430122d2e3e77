import { PinnaNow } from '../now/pinna-now.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-now': PinnaNow;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-now')) customElements.define('pinna-now', PinnaNow);

export { PinnaNow };

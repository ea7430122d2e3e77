import { PinnaEvents } from '../meters/pinna-events.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-events': PinnaEvents;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-events')) customElements.define('pinna-events', PinnaEvents);

export { PinnaEvents };

import { PinnaTimeline } from '../timeline/pinna-timeline.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-timeline': PinnaTimeline;
  }
}

// Another copy of the package may have come first.
if (!customElements.get('pinna-timeline')) customElements.define('pinna-timeline', PinnaTimeline);

export { PinnaTimeline };

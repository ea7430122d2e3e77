import { PinnaTimeline } from '../timeline/pinna-timeline.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-timeline': PinnaTimeline;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-timeline')) customElements.define('pinna-timeline', PinnaTimeline);

export { PinnaTimeline };

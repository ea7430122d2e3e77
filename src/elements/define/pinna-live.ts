import './pinna-bird.js';
import './pinna-controls.js';
import './pinna-events.js';
import './pinna-genre.js';
import './pinna-listener.js';
import './pinna-log.js';
import './pinna-now.js';
import './pinna-spectrogram.js';
import './pinna-status.js';
import './pinna-timeline.js';
import { PinnaLive } from '../live/pinna-live.js';

declare global {
  interface HTMLElementTagNameMap {
    'pinna-live': PinnaLive;
  }
}

// Another copy of the package may already have defined the element.
if (!customElements.get('pinna-live')) customElements.define('pinna-live', PinnaLive);

export { PinnaLive };

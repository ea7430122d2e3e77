import { html } from 'lit';
import type { Scrubber } from './scrubber.js';
import type { Strings } from '../words/strings.js';

const PAUSE = 'M3 2h4v12H3zM9 2h4v12H9z';
const PLAY = 'M4 2l10 6-10 6z';

/** The sign that holds a picture, and while it is held returns to the present. */
export function holdButton(strings: Strings, scrubber: Scrubber, held: boolean) {
  const word = held ? strings.backToLive : strings.hold;
  return html`<button
    class="hold ${held ? 'filled' : ''}"
    part="hold ${held ? 'live' : ''}"
    title=${word}
    @click=${() => scrubber.toggle()}
  >
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${held ? PLAY : PAUSE}></path></svg>
    <span class="visually-hidden">${word}</span>
  </button>`;
}

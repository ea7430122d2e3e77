import { html } from 'lit';
import type { Scrubber } from './scrubber.js';
import type { Strings } from '../words/strings.js';

/** By this much a button zooms. */
const ZOOM = 1.5;

/** The buttons that zoom a view, and while it is held the one that lets it go; that one's place is kept. */
export function zoomTools(strings: Strings, scrubber: Scrubber, held: boolean) {
  const zoom = (factor: number, label: string, sign: string) =>
    html`<button part="button" class="sign" aria-label=${label} @click=${() => scrubber.zoom(factor)}>${sign}</button>`;
  return html`
    ${zoom(1 / ZOOM, strings.zoomOut, '−')} ${zoom(ZOOM, strings.zoomIn, '+')}
    <button part="button" class="filled ${held ? '' : 'none'}" @click=${() => scrubber.toggle()}>
      ${strings.backToLive}
    </button>
  `;
}

import { css, unsafeCSS } from 'lit';
import { tokens } from '../style/theme.js';

export const spectrogramStyles = css`
  :host {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
    block-size: var(--pinna-spectrogram-height, 19.692em);
    font-size: var(--_small);
  }
  .boxes,
  .scrub {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .boxes {
    overflow: hidden;
    contain: strict;
    direction: ltr;
  }
  .layer {
    position: absolute;
    inset: 0;
    will-change: transform;
  }
  .box {
    position: absolute;
    inset-block: var(--inset);
    left: 100%;
    border: 1px solid var(--hue);
    border-radius: 0.308em;
  }
  .box span {
    position: absolute;
    inset-block-start: calc(var(--row) * 1.538em);
    left: max(0px, var(--hidden, 0px));
    padding-inline: 0.308em;
    border-radius: 0.154em;
    background: color-mix(in srgb, var(--_surface) 85%, transparent);
    color: var(--_text);
    line-height: 1.538em;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  .scrub {
    cursor: grab;
    touch-action: pan-y pinch-zoom;
  }
  .scrub:active {
    cursor: grabbing;
  }
  .scrub:focus-visible {
    outline-color: ${unsafeCSS(tokens.text.dark)};
    outline-offset: -3px;
    border-radius: var(--_radius);
  }
  /* Marks when, not at which frequency: only the network's time is known. */
  .bracket {
    position: absolute;
    inset-block-start: 2px;
    left: 100%;
    block-size: 0.5em;
    border: 2px solid ${unsafeCSS(tokens.text.dark)};
    border-block-end: 0;
  }
  /* In the gutter below the highest frequency: no label is there, and the picture is not covered. */
  .buttons {
    position: absolute;
    inset-block-start: 1.231em;
    inset-inline-start: 0;
    display: flex;
  }
  .buttons button {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: max(1.846em, 24px);
    min-block-size: max(1.846em, 24px);
    padding: 0;
    border-color: transparent;
    background: none;
    touch-action: manipulation;
  }
  /* Enlarges the touch target, where there is room. */
  .buttons button::after {
    position: absolute;
    inset: -0.615em 0;
    content: '';
  }
  .buttons button:hover,
  .buttons button[aria-pressed='true'] {
    border-color: var(--_muted);
  }
  .buttons button[aria-pressed='true'] {
    color: var(--_bird);
  }
  .buttons svg {
    inline-size: 1.077em;
    block-size: 1.077em;
    fill: currentcolor;
  }
  .readout {
    position: absolute;
    inset-block-end: 0.615em;
    inset-inline-end: 0.615em;
    padding: 0.154em 0.615em;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_surface) 90%, transparent);
    pointer-events: none;
  }
  .readout:empty {
    visibility: hidden;
  }
`;

import { css } from 'lit';

export const spectrogramStyles = css`
  :host {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
    block-size: var(--pinna-spectrogram-height, 16rem);
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
    border-radius: 0.25rem;
  }
  .box span {
    position: absolute;
    inset-block-start: calc(var(--row) * 1.25rem);
    left: max(0px, var(--hidden, 0px));
    padding-inline: 0.25rem;
    border-radius: 0.125rem;
    background: color-mix(in srgb, var(--_surface) 85%, transparent);
    color: var(--_text);
    line-height: 1.25rem;
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
    outline-offset: -3px;
    border-radius: var(--_radius);
  }
  /* In the gutter beside the highest frequencies: no label is there, and the picture is not covered. */
  .hold {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    min-block-size: 1.5rem;
    padding: 0;
    border-color: transparent;
    background: none;
    touch-action: manipulation;
  }
  /* Enlarges the touch target. */
  .hold::after {
    position: absolute;
    inset: -0.5rem;
    content: '';
  }
  .hold:hover {
    border-color: var(--_muted);
  }
  .hold svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    fill: currentcolor;
  }
  .readout {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-end: 0.5rem;
    padding: 0.125rem 0.5rem;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_surface) 90%, transparent);
    pointer-events: none;
  }
  .readout:empty {
    visibility: hidden;
  }
`;

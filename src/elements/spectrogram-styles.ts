import { css } from 'lit';

export const spectrogramStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
    block-size: var(--pinna-spectrogram-height, 16rem);
    font-size: var(--_small);
  }
  .axis {
    position: relative;
  }
  .axis span {
    position: absolute;
    inset-inline-end: 0.5rem;
    line-height: 1;
    unicode-bidi: plaintext;
    transform: translateY(50%);
  }
  .frame {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  canvas,
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
  .bird {
    --hue: var(--_bird);
  }
  .genre {
    --hue: var(--_genre);
  }
  .events {
    --hue: var(--_event);
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
  .tools {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-start: 0.5rem;
  }
  button {
    min-block-size: 2rem;
    min-inline-size: 4.5rem;
    padding-inline: 0.75rem;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    cursor: pointer;
  }
  button.live {
    border-color: var(--_text);
    background: var(--_text);
    color: var(--_ground);
    font-weight: 600;
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

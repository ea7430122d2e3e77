import { css } from 'lit';

/** Layout of the network: the layers below each other on one time axis, and beside them what is looked at. */
export const networkStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  h2,
  h3,
  h4 {
    margin: 0 0 0.375em;
    font-size: 1em;
    font-weight: 600;
  }
  h4 {
    margin-block-start: 1em;
    font-size: var(--_small);
  }
  p {
    max-inline-size: 44em;
    margin: 0 0 0.5em;
  }
  canvas {
    display: block;
    inline-size: 100%;
    border-radius: calc(var(--_radius) / 2);
    background: #101216;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block-end: 0.5em;
  }
  .head h2 {
    margin: 0;
  }
  .alert {
    color: var(--_alert);
  }
  .panes {
    display: grid;
    gap: 1.5em;
  }
  @container (max-width: 60em) {
    /* What is looked at stays near the list. */
    .layers {
      max-block-size: min(36em, 70vh);
      overflow-y: auto;
      border-block-end: 1px solid var(--_line);
    }
  }
  @container (min-width: 60em) {
    .panes {
      grid-template-columns: minmax(0, 3fr) minmax(22em, 2fr);
    }
  }
  .input {
    position: relative;
  }
  .input canvas {
    block-size: var(--pinna-network-input-height, 9em);
    border-radius: var(--_radius);
  }
  /* Marks what the newest value of the layer reads. */
  .field {
    position: absolute;
    inset-inline-end: 0;
    border: 2px solid #e8eaee;
    border-inline-end: 0;
    pointer-events: none;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .branch {
    margin-block-start: 1em;
  }
  .layer {
    display: grid;
    grid-template-columns: minmax(8em, 13em) minmax(0, 1fr);
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: max(2.75em, 24px);
    margin-block-end: 0.25em;
    padding: 0.125em 0.25em 0.125em 0.5em;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  .layer canvas {
    block-size: 2.5em;
  }
  .layer:hover {
    border-color: var(--_line);
  }
  .layer[aria-pressed='true'] {
    border-color: var(--_text);
    background: var(--_surface);
  }
  .layer .name,
  .layer .numbers {
    display: block;
    line-height: 1.25;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  @container (max-width: 30em) {
    .layer {
      grid-template-columns: minmax(0, 7.5em) minmax(0, 1fr);
      gap: 0.5em;
    }
  }
  .formula {
    display: block;
    overflow-x: auto;
    padding: 0.5em 0.75em;
    border-radius: var(--_radius);
    background: var(--_surface);
    font-family: ui-monospace, monospace;
    font-size: var(--_small);
    line-height: 1.6;
    white-space: pre;
  }
  .units {
    block-size: 14em;
    cursor: pointer;
  }
  .units.gru {
    block-size: 18em;
  }
  .gates {
    block-size: 9em;
  }
  .one {
    block-size: 4em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin-block: 0.5em;
  }
  .row input[type='range'] {
    flex: 1 1 10em;
    min-inline-size: 6em;
    padding: 0;
  }
  .row select {
    flex: 1 1 10em;
    min-inline-size: 0;
    max-inline-size: 22em;
  }
  .kernels,
  .moments {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
  figure {
    margin: 0;
  }
  figcaption {
    color: var(--_muted);
    font-size: var(--_small);
    line-height: 1.4;
  }
  .kernels canvas {
    image-rendering: pixelated;
    block-size: 3.5em;
    inline-size: 3.5em;
  }
  .kernels .wide {
    flex: 1 1 100%;
  }
  .kernels .wide canvas {
    block-size: 2em;
    inline-size: 100%;
  }
  .moments figure {
    flex: 1 1 7em;
    max-inline-size: 14em;
  }
  .moments canvas {
    block-size: 6em;
  }
  section {
    margin-block-start: 1.5em;
    padding-block-start: 1em;
    border-block-start: 1px solid var(--_line);
  }
  .faults label {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: start;
    gap: 0 0.75em;
    max-inline-size: 44em;
    padding-block: 0.375em;
    cursor: pointer;
  }
  .faults input {
    inline-size: 1.25em;
    min-block-size: 1.25em;
    block-size: 1.25em;
    margin: 0.125em 0 0;
    accent-color: var(--_event);
  }
  .faults .see {
    grid-column: 2;
  }
  table {
    inline-size: 100%;
    max-inline-size: 32em;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.25em 0.5em 0.25em 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  td {
    inline-size: 7em;
  }
  td.differs {
    color: var(--_event);
    font-weight: 600;
  }
  .reasons canvas {
    block-size: 12em;
  }
  progress {
    inline-size: 100%;
    max-inline-size: 22em;
  }
`;

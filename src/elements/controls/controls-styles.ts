import { css } from 'lit';

export const controlsStyles = css`
  :host {
    display: block;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
  }
  select {
    flex: 1 1 9em;
    min-inline-size: 0;
    max-inline-size: 16em;
    text-overflow: ellipsis;
  }
  button {
    min-inline-size: 7.5em;
    font-weight: 600;
  }
  pinna-level {
    flex: 1 1 8em;
    max-inline-size: 12em;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-inline-size: 9.846em;
  }
  .dot {
    flex: none;
    inline-size: 0.625em;
    block-size: 0.625em;
    border: 2px solid var(--_muted);
    border-radius: 50%;
    transition: background-color 120ms ease-out;
  }
  .live .dot {
    border-color: var(--_alert);
    background: var(--_alert);
  }
  .alert .dot {
    border-color: var(--_alert);
    border-radius: 0;
  }
  .message {
    container-type: inline-size;
    margin: 0.5em 0 0;
  }
  /* Reserves space for the longest message, so that the content below does not move. */
  .message::before {
    float: inline-start;
    block-size: 3em;
    content: '';
  }
  @container (max-width: 36em) {
    .message::before {
      block-size: 5.5em;
    }
  }
  .message span {
    display: block;
  }
  .live .what {
    max-block-size: 3em;
    overflow: hidden;
  }
  .alert.message .what {
    color: var(--_alert);
  }
  :host([compact]) {
    position: relative;
    container-type: inline-size;
  }
  :host([compact]) .row {
    flex-wrap: nowrap;
    gap: 0.75em;
  }
  :host([compact]) button {
    order: -1;
    min-inline-size: 6.5em;
  }
  :host([compact]) pinna-level {
    flex-basis: 3em;
    min-inline-size: 3em;
  }
  :host([compact]) select {
    flex: 4 1 7em;
  }
  /* Lies over the content beside the controls, so that nothing moves when it appears. */
  :host([compact]) .message:not(.visually-hidden) {
    position: absolute;
    z-index: 2;
    inset: calc(100% + 0.25em) 0 auto;
    max-inline-size: 40em;
    margin: 0;
    padding: 0.75em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 0.25em 1em rgb(0 0 0 / 20%);
  }
  :host([compact]) .message::before {
    content: none;
  }
  @container (max-width: 40em) {
    :host([compact]) .chip {
      min-inline-size: 0;
    }
    :host([compact]) .row {
      gap: 0.5em;
    }
    :host([compact]) button {
      min-inline-size: 5.5em;
    }
    :host([compact]) .word {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
`;

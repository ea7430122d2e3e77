import { css } from 'lit';

export const controlsStyles = css`
  :host {
    display: block;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }
  select {
    flex: 1 1 9rem;
    min-inline-size: 0;
    max-inline-size: 16rem;
    text-overflow: ellipsis;
  }
  button {
    min-inline-size: 7.5rem;
    font-weight: 600;
  }
  pinna-level {
    flex: 1 1 8rem;
    max-inline-size: 12rem;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    min-inline-size: 8rem;
  }
  .dot {
    inline-size: 0.625rem;
    block-size: 0.625rem;
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
    margin: 0.5rem 0 0;
  }
  /* Reserves space for the longest message, so that the content below does not move. */
  .message::before {
    float: inline-start;
    block-size: 3rem;
    content: '';
  }
  @container (max-width: 36rem) {
    .message::before {
      block-size: 5.5rem;
    }
  }
  .message span {
    display: block;
  }
  .live .what {
    max-block-size: 3rem;
    overflow: hidden;
  }
  .alert.message .what {
    color: var(--_alert);
  }
`;

import { css } from 'lit';

export const fileStyles = css`
  :host {
    display: block;
  }
  ol {
    margin: 0.75em 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 1em;
    padding-block: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  li > button {
    grid-area: 1 / 2 / span 2;
    font-size: var(--_small);
  }
  .all {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0.5em;
    margin-block-end: 1em;
  }
  .title {
    overflow-wrap: anywhere;
  }
  button.title {
    grid-area: auto;
    justify-self: start;
    min-block-size: max(1.5em, 24px);
    max-inline-size: 100%;
    padding: 0;
    border: 0;
    background: none;
    font-size: 1em;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  button.title[aria-current] {
    font-weight: 600;
    text-decoration-thickness: 2px;
  }
  .outcome {
    grid-column: 1;
    margin: 0;
  }
  .outcome span {
    display: block;
  }
  .failed .what {
    color: var(--_alert);
  }
  progress {
    inline-size: min(100%, 16em);
    block-size: 0.375em;
    margin-inline-end: 0.5em;
    accent-color: var(--_text);
    vertical-align: middle;
  }
`;

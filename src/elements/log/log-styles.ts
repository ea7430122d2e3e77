import { css } from 'lit';

export const logStyles = css`
  :host {
    display: block;
    --_field: 2rem;
    --_field-side: 0.75rem;
  }
  .room {
    max-block-size: var(--pinna-log-height, 20rem);
    overflow: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--_line);
    font-weight: inherit;
    text-align: start;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_ground);
  }
  td.number,
  th.number {
    text-align: end;
  }
  .mark {
    display: inline-block;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    margin-inline-end: 0.5rem;
    background: var(--hue);
  }
  .bird .mark {
    border-radius: 50%;
  }
  .events .mark {
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding-block: 0.25rem 0.75rem;
  }
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  button,
  input,
  select {
    font-size: var(--_small);
  }
`;

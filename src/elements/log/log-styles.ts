import { css } from 'lit';

export const logStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --_field: 2.462em;
    --_field-side: 0.923em;
  }
  .room {
    max-block-size: var(--pinna-log-height, 20em);
    overflow: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.25em 0.5em;
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
    inline-size: 0.625em;
    block-size: 0.625em;
    margin-inline-end: 0.5em;
    background: var(--hue);
  }
  .bird .mark {
    border-radius: 50%;
  }
  .events .mark {
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  th[scope='row'] {
    text-align: start;
  }
  .sound {
    min-block-size: 24px;
    padding: 0.25em 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline dotted var(--_muted);
    text-underline-offset: 0.2em;
  }
  .excerpt td {
    background: var(--_surface);
  }
  .excerpt .tools {
    padding-block: 0.25em;
  }
  .asking {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    padding: 0.5em 0.75em;
    margin-block-end: 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .notice {
    margin-block: 0 0.5em;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_alert);
  }
  p {
    margin-block: 0.5em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    padding-block: 0.25em 0.75em;
  }
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-inline-start: auto;
  }
  button,
  input,
  select {
    font-size: var(--_small);
  }
  .sound {
    font-size: inherit;
  }
  /* On narrow elements, the columns that the mark's shape and the other columns nearly tell are left out. */
  @container (max-width: 30em) {
    .less {
      display: none;
    }
    th,
    td {
      padding-inline: 0.25em;
    }
    .filter {
      flex: 1 1 100%;
      margin: 0;
    }
    .tools > select,
    .filter > * {
      flex: 1;
      min-inline-size: 8em;
    }
  }
`;

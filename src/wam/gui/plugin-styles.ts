import { css } from 'lit';

export const pluginStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    inline-size: 24em;
    max-inline-size: 100%;
    min-inline-size: 13em;
    min-block-size: 10em;
    overflow: auto;
    resize: both;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_ground);
    font-family: system-ui, sans-serif;
    --_field: 2.25em;
    --_field-side: 0.5em;
  }
  header,
  .views,
  details {
    padding: 0.5em 0.75em;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .state {
    flex: 1;
  }
  pinna-level {
    flex: 1 1 6em;
    inline-size: auto;
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin: 0;
    padding: 0.5em 0.75em;
    border-block-end: 1px solid var(--_line);
  }
  .what {
    flex: 1 1 12em;
    color: var(--_alert);
  }
  .views {
    display: grid;
    gap: 0.5em 1.5em;
  }
  @container (min-width: 36em) {
    .views {
      grid-template-columns: 1fr 1fr;
    }
  }
  p {
    margin: 0;
  }
  .tempo {
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding-block-start: 0.25em;
  }
  .light {
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 1px solid var(--_genre);
    border-radius: 50%;
    transition: background-color 120ms;
  }
  .light.on {
    background: var(--_genre);
  }
  details {
    border-block-start: 1px solid var(--_line);
  }
  summary {
    min-block-size: 24px;
    padding-block: 0.25em;
    cursor: pointer;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    color: var(--_muted);
    font-size: var(--_small);
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: max(2.25em, 24px);
  }
  input[type='checkbox'],
  input[type='range'] {
    accent-color: var(--_text);
  }
  input[type='checkbox'] {
    min-block-size: 1.125em;
    inline-size: 1.125em;
    margin: 0;
  }
  .field {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 0.5em;
    margin-block: 0.25em;
  }
  .field label {
    display: block;
    min-block-size: 0;
  }
  .field p,
  .field input,
  .field select,
  .field button {
    grid-column: 1 / -1;
    inline-size: 100%;
    min-inline-size: 0;
  }
  .field input[type='range'] {
    min-block-size: max(1.75em, 24px);
    margin: 0;
    padding: 0;
  }
  /* A row for each class: long enough to find one, short enough to get past. */
  ul {
    max-block-size: 18em;
    margin: 0;
    padding: 0 0.25em 0 0;
    overflow-y: auto;
    scrollbar-width: thin;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  li label,
  li .name {
    flex: 1;
  }
  li .name input {
    inline-size: 100%;
  }
  .name::before {
    content: '';
    display: inline-block;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.5em;
    border-radius: 50%;
    background: var(--hue);
  }
  li .small {
    display: block;
    margin-inline-start: 1em;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    padding-block: 0.5em;
  }
  li input[type='number'] {
    inline-size: 4.5em;
    font-variant-numeric: tabular-nums;
  }
`;

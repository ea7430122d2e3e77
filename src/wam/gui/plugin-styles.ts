import { css } from 'lit';

export const pluginStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    inline-size: 24rem;
    max-inline-size: 100%;
    min-inline-size: 13rem;
    min-block-size: 10rem;
    overflow: auto;
    resize: both;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_ground);
    font-family: system-ui, sans-serif;
    --_field: 2.25rem;
    --_field-side: 0.5rem;
  }
  header,
  .views,
  details {
    padding: 0.5rem 0.75rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }
  .state {
    flex: 1;
  }
  pinna-level {
    flex: 1 1 6rem;
    inline-size: auto;
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--_line);
  }
  .what {
    flex: 1 1 12rem;
    color: var(--_alert);
  }
  .views {
    display: grid;
    gap: 0.5rem 1.5rem;
  }
  @container (min-width: 36rem) {
    .views {
      grid-template-columns: 1fr 1fr;
    }
  }
  details {
    border-block-start: 1px solid var(--_line);
  }
  summary {
    padding-block: 0.25rem;
    cursor: pointer;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
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
    gap: 0.5rem;
    min-block-size: 2.25rem;
  }
  input[type='checkbox'],
  input[type='range'] {
    accent-color: var(--_text);
  }
  input[type='checkbox'] {
    min-block-size: 1.125rem;
    inline-size: 1.125rem;
    margin: 0;
  }
  .field {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 0.5rem;
    margin-block: 0.25rem;
  }
  .field label {
    display: block;
    min-block-size: 0;
  }
  .field input,
  .field select,
  .field button {
    grid-column: 1 / -1;
    inline-size: 100%;
    min-inline-size: 0;
  }
  .field input[type='range'] {
    min-block-size: 1.75rem;
    margin: 0;
    padding: 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  li label,
  li .name {
    flex: 1;
  }
  .name::before {
    content: '';
    display: inline-block;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-inline-end: 0.5rem;
    border-radius: 50%;
    background: var(--hue);
  }
  li input[type='number'] {
    inline-size: 4.5rem;
    font-variant-numeric: tabular-nums;
  }
`;

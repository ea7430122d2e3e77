import { css } from 'lit';

/** Layout of the place to teach: parts below each other, lists with hairlines. */
export const teachStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  section {
    padding-block: 1em;
    border-block-end: 1px solid var(--_line);
  }
  section:last-of-type {
    border: 0;
  }
  h2 {
    margin: 0 0 0.5em;
    font-size: 1em;
    font-weight: 600;
  }
  p {
    max-inline-size: 44em;
    margin: 0 0 0.5em;
  }
  ul {
    max-inline-size: 60em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin-block-end: 0.5em;
  }
  .row > .grow {
    flex: 1 1 10em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  input:not([type]) {
    flex: 1 1 12em;
    min-inline-size: 0;
    max-inline-size: 24em;
  }
  button[aria-pressed='true'] {
    border-color: var(--_taught);
    box-shadow: inset 0 0 0 1px var(--_taught);
  }
  button.filled:disabled {
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_muted);
  }
  .choice {
    text-align: start;
  }
  .said:not(:empty) {
    margin-block: 0.75em;
  }
  .mark {
    color: var(--_taught);
  }
  .picture {
    position: relative;
    overflow: hidden;
    border-radius: var(--_radius);
    background: #101216;
    touch-action: pan-y;
    cursor: crosshair;
  }
  canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    image-rendering: auto;
  }
  .picker .picture {
    block-size: 7em;
    margin-block-end: 0.5em;
  }
  .chosen {
    position: absolute;
    inset-block: 0;
    border: 2px solid #6db3ff;
    background: rgb(109 179 255 / 0.18);
    pointer-events: none;
  }
  .end {
    display: grid;
    grid-template-columns: 6em minmax(0, 1fr) 7em;
    align-items: center;
    gap: 0.5em;
  }
  input[type='range'] {
    inline-size: 100%;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--_taught);
  }
  .examples {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-end: 0.5em;
  }
  .examples li {
    inline-size: 8em;
  }
  .examples .picture {
    block-size: 3.5em;
    cursor: default;
  }
  .examples button {
    --_field: 2em;
    --_field-side: 0.5em;
    font-size: var(--_small);
  }
  .bad {
    color: var(--_alert);
  }
  .sound {
    padding-block: 0.75em;
    border-block-start: 1px solid var(--_line);
  }
  .sound:first-child {
    border: 0;
  }
  .sound h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .budget {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    max-inline-size: 30em;
    margin-block-end: 0.5em;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.25em 0.75em 0.25em 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  .table {
    overflow-x: auto;
  }
  .code {
    display: block;
    inline-size: min(100%, 24em);
    border-radius: var(--_radius);
  }
  .losses {
    inline-size: min(100%, 20em);
    block-size: 5em;
    color: var(--_taught);
  }
  .dropping {
    border-radius: var(--_radius);
  }
  .kinds {
    margin: 0 0 0.5em;
    padding: 0;
    border: 0;
  }
  .kinds legend {
    float: inline-start;
    padding: 0;
  }
  .kind {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 24px;
  }
  .kind input {
    flex: none;
    inline-size: auto;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--_taught);
  }
  .value {
    display: flex;
    flex: 1 1 14em;
    align-items: center;
    gap: 0.5em;
    max-inline-size: 24em;
  }
  meter {
    inline-size: 8em;
    background: var(--_line);
  }
  meter::-webkit-meter-bar {
    border: 0;
    border-radius: var(--_radius);
    background: var(--_line);
  }
  meter::-webkit-meter-optimum-value {
    background: var(--_taught);
  }
  meter::-moz-meter-bar {
    background: var(--_taught);
  }
  @container (max-width: 30em) {
    .kinds legend {
      float: none;
    }
    .row > .choice,
    .sound .row > h3 {
      flex-basis: 100%;
    }
  }
  progress {
    inline-size: min(100%, 16em);
    accent-color: var(--_taught);
  }
  summary {
    min-block-size: 24px;
    cursor: pointer;
  }
`;

import { css, unsafeCSS } from 'lit';
import { colourClass, MARK_COLOURS } from '../../explore/class-marks.js';

/** A class for each colour: c0, c1 and so on. */
const colours = MARK_COLOURS.map(({ light, dark }, i) => `.${colourClass(i)}{fill:light-dark(${light},${dark})}`);

export const exploreStyles = css`
  ${unsafeCSS(colours.join(''))}
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block: 0.75em;
  }
  .row label {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    max-inline-size: 100%;
  }
  select,
  input:not([type='checkbox']) {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  input[type='checkbox'] {
    inline-size: 1.25em;
    min-block-size: 0;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_text);
  }
  progress {
    inline-size: min(100%, 16em);
    block-size: 0.375em;
    accent-color: var(--_text);
  }
  h2,
  h3 {
    margin: 0 0 0.5em;
    font-size: 1em;
    font-weight: 600;
  }
  p {
    max-inline-size: 44em;
    margin: 0 0 0.5em;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .view {
    display: grid;
    gap: 1em 1.5em;
  }
  @container (min-width: 56em) {
    .view {
      grid-template-columns: minmax(0, 1fr) 18em;
    }
  }
  [part='map'] {
    display: block;
    inline-size: 100%;
    max-block-size: 70vh;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    margin-block-end: 0.5em;
    cursor: crosshair;
    touch-action: pan-y;
    /* Radius of a mark in units of the picture, which is smaller on a narrow page. */
    --mark: 7;
  }
  @container (max-width: 36em) {
    [part='map'] {
      --mark: 12;
    }
  }
  [part='map'].many {
    --mark: 4.5;
  }
  .mark {
    transform: scale(var(--mark));
    stroke: var(--_surface);
    stroke-width: 0.15;
  }
  .selected,
  .current {
    transform: scale(calc(1.4 * var(--mark)));
  }
  .selected {
    stroke: var(--_text);
    stroke-width: 0.25;
  }
  .current {
    stroke: var(--_text);
    stroke-width: 0.4;
  }
  .ring {
    transform: scale(var(--mark));
    fill: none;
    stroke: var(--_text);
    stroke-width: 0.2;
  }
  .outline {
    fill: color-mix(in srgb, var(--_text) 10%, transparent);
    stroke: var(--_text);
    stroke-width: 2;
    stroke-dasharray: 6 4;
  }
  .sign {
    flex: none;
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-inline-end: 0.4em;
    vertical-align: -0.08em;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    margin-block: 0.5em;
    max-block-size: 8em;
    overflow: auto;
  }
  .side section {
    padding-block: 0.75em;
    border-block-end: 1px solid var(--_line);
  }
  .side section:first-child {
    padding-block-start: 0;
  }
  .side section:last-child {
    border: 0;
  }
  .side .name {
    overflow-wrap: anywhere;
  }
  /* The nearest recordings change under the pointer; what is below them keeps its place. */
  @container (min-width: 56em) {
    .pointed-at {
      min-block-size: 16em;
    }
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unusual li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.5em;
  }
  .sounds button {
    --_field: 2em;
    display: flex;
    align-items: center;
    inline-size: 100%;
    padding-inline: 0.25em;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  .sounds button span {
    flex: 1 1 0;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .side .row {
    gap: 0.5em;
    margin-block: 0.5em;
  }
  .side button {
    --_field: 2.25em;
    --_field-side: 0.75em;
    font-size: var(--_small);
  }
  .side form input {
    flex: 1 1 8em;
  }
  button.filled:disabled {
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_muted);
  }
  table {
    border-collapse: collapse;
  }
  caption {
    padding-block-end: 0.25em;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 0.25em 1em 0.25em 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--_muted);
  }
  td.number {
    text-align: end;
  }
  details {
    margin-block-start: 1em;
    border-block-start: 1px solid var(--_line);
  }
  summary {
    min-block-size: max(2.75em, 24px);
    padding-block: 0.75em;
    font-weight: 600;
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  .boxes {
    inline-size: 100%;
  }
  .boxes thead th + td + th,
  .boxes thead th ~ th {
    text-align: end;
  }
  .boxes .plot {
    inline-size: 60%;
    min-inline-size: 12em;
    padding-block: 0;
  }
  .plot svg {
    display: block;
    inline-size: 100%;
    block-size: 1.75em;
  }
  .line {
    fill: none;
    stroke: var(--_text);
    vector-effect: non-scaling-stroke;
  }
  .heat {
    display: grid;
    gap: 1em 1.5em;
  }
  @container (min-width: 46em) {
    .heat {
      grid-template-columns: minmax(0, 30em) minmax(0, 1fr);
    }
  }
  .grid {
    position: relative;
    border-radius: var(--_radius);
    cursor: crosshair;
  }
  .cell {
    position: absolute;
    inline-size: calc(100% / 57);
    block-size: calc(100% / 57);
    outline: 2px solid #fff;
    outline-offset: 1px;
    pointer-events: none;
  }
  .heat li button {
    --_field: 2em;
    padding-inline: 0.25em;
    border-color: transparent;
    background: none;
    font-size: var(--_small);
    text-align: start;
  }
  canvas {
    display: block;
    inline-size: 100%;
    aspect-ratio: 1;
    border-radius: var(--_radius);
    image-rendering: pixelated;
  }
  .pointed {
    min-block-size: 1.5em;
    margin-block: 0.25em 0;
  }
  .bad {
    color: var(--_alert);
  }
`;

import { css, html } from 'lit';
import type { Words } from '../words/words.js';
import { ownStyle } from '../style/own-style.js';

/** Estimated width of a letter relative to a digit (`ch`). */
const LETTER = 0.9;

/**
 * Renders a class name, a bar for its score (0 to 1), and the score in per cent. `--hue` sets the bar's colour, `--name`
 * the width of the name.
 */
export function scoreBar(words: Words, name: string, score: number | undefined) {
  return html`
    <span class="name">${words.className(name)}</span>
    <span class="rail" aria-hidden="true">
      <span class="length fill" part="bar" ${ownStyle({ transform: `scaleX(${score ?? 0})` })}></span>
    </span>
    <span class="number small value">${score === undefined ? '' : words.percent(score)}</span>
  `;
}

/**
 * Returns the width of the longest of the names, as a CSS length. A fixed width keeps the bars aligned when the names
 * change.
 */
export function nameWidth(words: Words, names: readonly string[]): string {
  return `${Math.max(0, ...names.map((name) => words.className(name).length)) * LETTER + 0.5}ch`;
}

export const scoreBarStyles = css`
  :host {
    --_row: max(1.5em, 1.5rem);
  }
  .score {
    display: grid;
    grid-template-columns: minmax(0, var(--name)) minmax(2rem, 1fr) 2.5rem;
    align-items: center;
    column-gap: 0.5rem;
    block-size: var(--_row);
  }
  .score .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .score .value {
    text-align: end;
  }
  .rail {
    position: relative;
    overflow: hidden;
    block-size: 0.375rem;
    border-radius: 0.1875rem;
    background: var(--_line);
  }
  .length {
    position: absolute;
    inset: 0;
    border-radius: inherit;
    background: var(--hue);
    transform-origin: left;
    transition: transform 120ms ease-out;
  }
  .length:dir(rtl) {
    transform-origin: right;
  }
  @media (forced-colors: active) {
    .rail {
      background: Canvas;
      outline: 1px solid CanvasText;
    }
  }
`;

/** Styles for narrow elements: the bar goes below the name. */
export const stackedScoreStyles = css`
  .room {
    --_row: max(2.25em, 2rem);
  }
  .score {
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) 2.5rem;
    row-gap: 0;
    padding-block-end: 0.25rem;
  }
  .score .rail {
    grid-area: 2 / 1 / auto / span 2;
  }
`;

import { css, html } from 'lit';
import { withOwnThresholds, type Thresholds } from '../../decisions/thresholds.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { Words } from '../words/words.js';
import { ownStyle } from '../style/own-style.js';

/** Estimated width of a letter relative to a digit (`ch`). */
const LETTER = 0.9;

/**
 * Renders a class name, a bar for its score (0 to 1), and the score in per cent. A mark on the bar shows the score from which
 * the class is detected. `--hue` sets the bar's colour, `--name` the width of the name.
 *
 * @param threshold 0 to 1; undefined if it is not known
 */
export function scoreBar(words: Words, name: string, score: number | undefined, threshold?: number) {
  return html`
    <span class="name">${words.className(name)}</span>
    <span class="rail" aria-hidden="true">
      <span class="length fill" part="bar" ${ownStyle({ transform: `scaleX(${score ?? 0})` })}></span>
      ${
        threshold === undefined
          ? ''
          : html`<span
              class="threshold fill"
              part="threshold"
              ${ownStyle({ 'inset-inline-start': `${threshold * 100}%` })}
            ></span>`
      }
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
    --_row: max(1.5em, 1.5em);
  }
  .score {
    display: grid;
    grid-template-columns: minmax(0, var(--name)) minmax(2em, 1fr) 2.5em;
    align-items: center;
    column-gap: 0.5em;
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
    block-size: 0.375em;
    border-radius: 0.188em;
    background: var(--_line);
  }
  .threshold {
    position: absolute;
    inset-block: 0;
    inline-size: 2px;
    background: var(--_text);
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
    --_row: max(2.25em, 2em);
  }
  .score {
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) 2.5em;
    row-gap: 0;
    padding-block-end: 0.25em;
  }
  .score .rail {
    grid-area: 2 / 1 / auto / span 2;
  }
`;

/**
 * Returns the score from which each class of a head is detected, in the order of its classes.
 *
 * @param overrides the thresholds that the listener was given
 */
export function detectionThresholds(head: HeadManifest, overrides: Thresholds): number[] {
  const { classes, decision } = withOwnThresholds(head, overrides);
  return classes.map(({ on = decision.on }) => on);
}

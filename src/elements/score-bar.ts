import { css, html } from 'lit';
import type { Words } from './words';
import { ownStyle } from './own-style';

/** The name of a class, a bar as long as its score (0 to 1), and the score in figures. Its hue is `--hue`, the names' width `--name`. */
export function scoreBar(words: Words, name: string, score: number | undefined) {
  return html`
    <span class="name">${words.className(name)}</span>
    <span class="rail" aria-hidden="true">
      <span class="length fill" part="bar" ${ownStyle({ transform: `scaleX(${score ?? 0})` })}></span>
    </span>
    <span class="number small value">${score === undefined ? '' : words.percent(score)}</span>
  `;
}

export const scoreBarStyles = css`
  .score {
    display: grid;
    grid-template-columns: minmax(0, var(--name, 6.5rem)) minmax(2rem, 1fr) 2.5rem;
    align-items: center;
    column-gap: 0.5rem;
    block-size: 1.5rem;
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

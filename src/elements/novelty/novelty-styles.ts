import { css } from 'lit';

export const noveltyStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  .answer {
    display: grid;
    gap: 0.25em;
  }
  .now {
    min-block-size: 1.5em;
    margin: 0;
    font-size: var(--_large);
    font-weight: 600;
    line-height: 1.5;
  }
  .now.new {
    color: var(--_taught);
  }
  .scale {
    position: relative;
    block-size: 0.5em;
    overflow: hidden;
    border-radius: 0.25em;
    background: var(--_line);
  }
  .length {
    position: absolute;
    inset: 0;
    background: var(--_taught);
    transform-origin: left;
    transition: transform 120ms ease-out;
  }
  .length:dir(rtl) {
    transform-origin: right;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    min-block-size: 1.5em;
    margin: 0;
  }
  .pictures {
    display: grid;
    grid-template: repeat(2, minmax(0, var(--pinna-novelty-height, 8em))) / minmax(0, 1fr);
    gap: 0.375em;
  }
  figure {
    position: relative;
    margin: 0;
  }
  figure canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: var(--_radius);
  }
  figcaption {
    position: absolute;
    inset-block-start: 0.4em;
    inset-inline-start: 0.4em;
    padding-inline: 0.5em;
    border-radius: 0.25em;
    background: color-mix(in srgb, var(--_surface) 85%, transparent);
    color: var(--_text);
    font-size: var(--_small);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    --_field: 2.25em;
    --_field-side: 0.75em;
  }
  .tools label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-inline-size: 0;
  }
  .tools select {
    flex: 1;
    min-inline-size: 0;
  }
  .tools .end {
    margin-inline-start: auto;
  }
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .list {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
    max-block-size: 7em;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }
  .list li {
    padding-inline: 0.5em;
    border: 1px solid var(--_line);
    border-inline-start: 0.25em solid var(--_taught);
    border-radius: 0.25em;
  }
  p {
    margin: 0;
  }
  @media (forced-colors: active) {
    .scale {
      background: Canvas;
      outline: 1px solid CanvasText;
    }
  }
`;

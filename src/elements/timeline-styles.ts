import { css } from 'lit';

export const timelineStyles = css`
  :host {
    display: block;
    font-size: var(--_small);
  }
  .row {
    display: grid;
    grid-template-columns: var(--_gutter) minmax(0, 1fr);
  }
  .row + .row {
    border-block-start: 1px solid var(--_line);
  }
  .window {
    position: relative;
    overflow: hidden;
    block-size: 1.75rem;
  }
  .axis .window {
    block-size: 1.5rem;
  }
  .track {
    position: absolute;
    inset: 0;
    margin: 0;
    padding: 0;
    list-style: none;
    will-change: transform;
  }
  .tick {
    position: absolute;
    block-size: 100%;
    padding-inline-start: 0.25rem;
    border-inline-start: 1px solid var(--_line);
  }
  .name {
    align-self: center;
    padding-inline-end: 0.5rem;
    text-align: end;
  }
  .bar {
    position: absolute;
    inset-block: 0.125rem;
    min-inline-size: 0.5rem;
    border: 1px solid var(--hue);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--hue) calc(var(--sure) * 45%), var(--_ground));
    color: var(--_text);
  }
  .label {
    position: absolute;
    inset-block: 0;
    overflow: hidden;
    padding-inline-start: 0.375rem;
    line-height: calc(1.5rem - 2px);
    white-space: nowrap;
  }
  .bird {
    --hue: var(--_bird);
  }
  .genre {
    --hue: var(--_genre);
  }
  .events {
    --hue: var(--_event);
  }
`;

import { css } from 'lit';

export const timelineStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font-size: var(--_small);
    --_field: 2rem;
    --_field-side: 0.75rem;
  }
  .rows {
    position: relative;
  }
  .axis,
  .times {
    block-size: 1.5rem;
  }
  .row,
  .lane {
    block-size: 1.75rem;
  }
  .row {
    border-block-end: 1px solid var(--_line);
  }
  .name {
    inline-size: var(--_gutter);
    padding-inline-end: 0.5rem;
    line-height: 1.75rem;
    text-align: end;
  }
  /* The moving content is one layer over the rows, so that a display frame moves one element. */
  .window {
    position: absolute;
    inset-block: 0;
    inset-inline: var(--_gutter) 0;
    overflow: hidden;
  }
  /* Time runs from left to right in every language. */
  .track {
    position: absolute;
    direction: ltr;
    inset: 0;
    will-change: transform;
  }
  .times,
  .lane {
    position: relative;
    direction: ltr;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tick {
    position: absolute;
    block-size: 100%;
    padding-inline-start: 0.25rem;
    border-inline-start: 1px solid var(--_line);
  }
  /* Hatched, so that a gap differs from silence not only by colour. */
  .gap {
    position: absolute;
    inset-block: 1.5rem 0;
    min-inline-size: 2px;
    border-inline: 1px solid var(--_line);
    background: repeating-linear-gradient(-45deg, var(--_line) 0 1px, transparent 1px 0.5rem);
  }
  li {
    display: contents;
  }
  .bar {
    position: absolute;
    inset-block: 0.125rem;
    min-block-size: 0;
    min-inline-size: 0.5rem;
    padding: 0;
    border: 1px solid var(--hue);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--hue) calc(var(--sure) * 45%), var(--_ground));
    color: var(--_text);
    text-align: left;
  }
  .bar[aria-pressed='true'] {
    border-width: 3px;
    border-color: var(--_text);
  }
  .bar:focus-visible {
    z-index: 1;
    outline-offset: -3px;
  }
  .label {
    position: absolute;
    inset-block: 0;
    left: -1px;
    inline-size: max-content;
    overflow: hidden;
    padding-inline: 0.375rem;
    text-overflow: ellipsis;
    line-height: calc(1.5rem - 2px);
    white-space: nowrap;
  }
  .bar[aria-pressed='true'] .label {
    inset-block: -2px;
    left: -3px;
  }
  .window {
    touch-action: pan-y pinch-zoom;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding-block-start: 0.5rem;
  }
  .tools .sign {
    min-inline-size: 2rem;
    padding: 0;
  }
  /* Hidden tools keep their space, so that a selection moves nothing. */
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  .none {
    visibility: hidden;
  }
  /* Narrow elements show the tools only with a selection; hidden tools would take up separate lines. */
  @container (max-width: 30rem) {
    .none {
      display: none;
    }
  }
`;

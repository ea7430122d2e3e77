import { css } from 'lit';

export const timelineStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font-size: var(--_small);
    --_field: 2.462em;
    --_field-side: 0.923em;
  }
  .rows {
    position: relative;
  }
  .axis,
  .times {
    block-size: 1.846em;
  }
  .row,
  .lane {
    block-size: max(2.154em, 28px);
  }
  .row {
    border-block-end: 1px solid var(--_line);
  }
  .name {
    inline-size: var(--_gutter);
    padding-inline-end: 0.615em;
    line-height: max(2.154em, 28px);
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
    padding-inline-start: 0.308em;
    border-inline-start: 1px solid var(--_line);
  }
  /* Hatched, so that a gap differs from silence not only by colour. */
  .gap {
    position: absolute;
    inset-block: 1.846em 0;
    min-inline-size: 2px;
    border-inline: 1px solid var(--_line);
    background: repeating-linear-gradient(-45deg, var(--_line) 0 1px, transparent 1px 0.615em);
  }
  li {
    display: contents;
  }
  .bar {
    position: absolute;
    inset-block: 2px;
    min-block-size: 0;
    min-inline-size: 0.615em;
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
    padding-inline: 0.462em;
    text-overflow: ellipsis;
    line-height: calc(max(2.154em, 28px) - 6px);
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
    gap: 0.615em;
    padding-block-start: 0.615em;
  }
  .tools .sign {
    min-inline-size: 2.462em;
    padding: 0;
  }
  /* Hidden tools keep their space, so that a selection moves nothing. */
  .naming {
    display: contents;
  }
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.615em;
    margin-inline-start: auto;
  }
  .none {
    visibility: hidden;
  }
  /* Narrow elements show the tools only with a selection; hidden tools would take up separate lines. */
  @container (max-width: 36.923em) {
    .none {
      display: none;
    }
  }
`;

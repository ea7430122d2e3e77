import { css } from 'lit';

export const recordingStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font-size: var(--_small);
    /* The end of the transition is an event: it redraws the picture when the colour scheme has changed. */
    transition: color 1ms;
  }
  .player {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.615em 1.231em;
    padding-block-end: 0.923em;
  }
  .export {
    display: flex;
    gap: 0.615em;
    margin-inline-start: auto;
  }
  button,
  select {
    font-size: max(1.231em, 12px);
  }
  [part='by-beat'][aria-pressed='true'] {
    border-color: var(--_text);
    background: color-mix(in srgb, var(--_text) 16%, var(--_surface));
  }
  .play {
    min-inline-size: 7em;
    font-weight: 600;
  }
  .room {
    --gutter: var(--pinna-gutter, 8.615em);
    position: relative;
  }
  .spectrogram {
    display: grid;
    grid-template: minmax(0, 1fr) / var(--gutter) minmax(0, 1fr);
    block-size: var(--pinna-spectrogram-height, 19.692em);
  }
  .name {
    inline-size: var(--gutter);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .window {
    inset-inline-start: var(--gutter);
  }
  .structure {
    display: grid;
    grid-template: auto / var(--gutter) minmax(0, 1fr);
    padding-block-start: 0.308em;
  }
  .section {
    --hue: var(--_muted);
    position: absolute;
    inset-block: 0.154em;
    overflow: hidden;
    padding-inline: 0.462em;
    border-inline-start: 2px solid var(--hue);
    background: color-mix(in srgb, var(--hue) calc(var(--sure) * 35%), var(--_surface));
    line-height: max(1.846em, 24px);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .harmony {
    margin: 0.308em 0 0;
    padding-inline-start: var(--gutter);
  }
  .section.genre {
    --hue: var(--_genre);
  }
  .bar {
    min-inline-size: 3px;
  }
  .bar .label {
    max-inline-size: 100%;
  }
  .seek,
  .cursors {
    position: absolute;
    inset-block: 0;
    inset-inline: var(--gutter) 0;
    overflow: hidden;
    border-radius: var(--_radius);
  }
  /* Over the picture and under the bars, which have tooltips. */
  .seek {
    z-index: 1;
    cursor: crosshair;
    /* Horizontal gestures move the cursor; vertical ones scroll the page. */
    touch-action: pan-y;
  }
  .window,
  .structure,
  .cursors {
    z-index: 2;
    pointer-events: none;
  }
  .structure {
    position: relative;
  }
  .structure .lane {
    overflow: hidden;
  }
  .bar,
  .section {
    cursor: pointer;
    pointer-events: auto;
  }
  .cursor {
    position: absolute;
    inset-block: 0;
    inline-size: 2px;
    margin-inline-start: -1px;
    background: var(--_text);
    box-shadow: 0 0 0 1px var(--_ground);
  }
  .found {
    display: grid;
    grid-template-columns: minmax(8.615em, max-content) max-content minmax(0, 1fr);
    align-items: center;
    gap: 0 1.231em;
    margin: 1.231em 0 0;
    padding: 0;
    list-style: none;
  }
  .found li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    min-block-size: 3.385em;
    border-block-end: 1px solid var(--_line);
  }
  .found button {
    justify-self: start;
    min-block-size: max(2.75em, 24px);
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .sure {
    display: flex;
    align-items: center;
    gap: 0.615em;
  }
  .meter {
    --hue: var(--_event);
    inline-size: 3.692em;
    block-size: 0.462em;
    border: 1px solid var(--hue);
    border-radius: var(--_radius);
  }
  .meter.genre {
    --hue: var(--_genre);
  }
  .meter.bird {
    --hue: var(--_bird);
  }
  .meter span {
    display: block;
    block-size: 100%;
    background: var(--hue);
    forced-color-adjust: none;
  }
  @container (max-width: 39.385em) {
    .room {
      --gutter: var(--pinna-gutter, 5.538em);
    }
    .export {
      margin-inline-start: 0;
    }
    .found {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .found .number {
      grid-column: 1 / -1;
      padding-block-end: 0.615em;
    }
  }
`;

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
    gap: 0.5rem 1rem;
    padding-block-end: 0.75rem;
  }
  .export {
    display: flex;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  button,
  select {
    font-size: 1rem;
  }
  .play {
    min-inline-size: 7rem;
    font-weight: 600;
  }
  .room {
    --gutter: var(--pinna-gutter, 7rem);
    position: relative;
  }
  .spectrogram {
    display: grid;
    grid-template: minmax(0, 1fr) / var(--gutter) minmax(0, 1fr);
    block-size: var(--pinna-spectrogram-height, 16rem);
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
    padding-block-start: 0.25rem;
  }
  .section {
    --hue: var(--_muted);
    position: absolute;
    inset-block: 0.125rem;
    overflow: hidden;
    padding-inline: 0.375rem;
    border-inline-start: 2px solid var(--hue);
    background: color-mix(in srgb, var(--hue) calc(var(--sure) * 35%), var(--_surface));
    line-height: 1.5rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .section.genre {
    --hue: var(--_genre);
  }
  .bar {
    min-inline-size: 3px;
  }
  .seek {
    position: absolute;
    inset-block: 0;
    inset-inline: var(--gutter) 0;
    overflow: hidden;
    border-radius: var(--_radius);
    cursor: crosshair;
    /* Horizontal gestures move the cursor; vertical ones scroll the page. */
    touch-action: pan-y;
  }
  .cursor {
    position: absolute;
    inset-block: 0;
    inline-size: 2px;
    margin-inline-start: -1px;
    background: var(--_text);
    box-shadow: 0 0 0 1px var(--_ground);
  }
  @container (max-width: 32rem) {
    .room {
      --gutter: var(--pinna-gutter, 4.5rem);
    }
    .export {
      margin-inline-start: 0;
    }
  }
`;

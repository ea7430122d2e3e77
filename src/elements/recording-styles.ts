import { css } from 'lit';

export const recordingStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font-size: var(--_small);
    /* Its end is an event: the picture is drawn again in the other scheme's colours. */
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
    min-block-size: 2.75rem;
    padding-inline: 1rem;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 1rem;
  }
  button {
    cursor: pointer;
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
  .frequencies {
    position: relative;
  }
  .frequencies span {
    position: absolute;
    inset-inline-end: 0.5rem;
    line-height: 1;
    transform: translateY(50%);
  }
  .frame {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  canvas {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
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
    /* Along the time axis it is ours, across it the page's. */
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

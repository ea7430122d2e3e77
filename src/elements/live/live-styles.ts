import { css } from 'lit';

/** Layout of the whole live view: one column; on low screens the controls stand beside it. */
export const liveStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    --_picture: var(--pinna-spectrogram-height, clamp(11em, 36vh, 30em));
  }
  pinna-listener {
    display: flex;
    flex: 1;
    flex-direction: column;
  }
  .view {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.5em;
  }
  .answer {
    --pinna-now-size: clamp(2.5em, 4cqi, 3.25em);
  }
  .picture {
    --pinna-spectrogram-height: var(--_picture);
  }
  [hidden] {
    display: none !important;
  }
  /* Reserves space: the lanes have no height before they are first laid out. */
  pinna-timeline {
    min-block-size: 11em;
  }
  .welcome {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.75em;
    padding-block: 0.5em 1em;
  }
  .welcome p {
    max-inline-size: 40em;
    margin: 0;
  }
  .what {
    font-size: var(--_large);
    line-height: 1.3;
  }
  .samples {
    inline-size: 100%;
  }
  .more {
    flex: 1;
    padding-block-end: 1em;
  }
  details {
    border-block-end: 1px solid var(--_line);
  }
  summary {
    padding-block: 0.75em;
    cursor: pointer;
  }
  details > :not(summary) {
    padding-block-end: 1em;
  }
  .scores {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17em, 100%), 1fr));
    gap: 1em 2.5em;
  }
  /* Start and the choice of source are at the thumb. */
  .controls {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
    order: 1;
    padding-block: 0.5em max(0.5em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_line);
    background: var(--_ground);
  }
  .controls pinna-controls::part(message) {
    inset-block: auto calc(100% + 0.75em);
  }
  @container (min-width: 60em) {
    .view {
      --_picture: var(--pinna-spectrogram-height, clamp(13em, 42vh, 40em));
    }
    .controls {
      position: static;
      order: 0;
      padding-block: 0.5em 0.25em;
      border: 0;
    }
    .controls pinna-controls::part(message) {
      inset-block: calc(100% + 0.25em) auto;
    }
  }
  /* Phones held sideways: picture and answer, the controls aside. */
  @media (max-height: 30em) and (orientation: landscape) {
    .view {
      --_picture: var(--pinna-spectrogram-height, clamp(8em, 45vh, 20em));
      display: grid;
      grid-template: 'answer controls' auto 'picture controls' auto 'more controls' 1fr / minmax(0, 1fr) 9em;
      gap: 0.25em 1em;
      align-content: start;
    }
    .answer {
      grid-area: answer;
      --pinna-now-size: 2em;
    }
    .picture {
      grid-area: picture;
    }
    .more {
      grid-area: more;
    }
    .controls {
      position: sticky;
      grid-area: controls;
      align-self: start;
      inset-block: 0 auto;
      border: 0;
    }
    .controls pinna-controls::part(row) {
      flex-direction: column;
      align-items: stretch;
    }
    .controls pinna-controls::part(level) {
      flex: none;
      inline-size: 100%;
    }
    .controls pinna-controls::part(source) {
      flex: none;
      max-inline-size: none;
    }
    .controls pinna-controls::part(message) {
      inset: calc(100% + 0.25em) 0 auto auto;
      inline-size: max-content;
      max-inline-size: 60vw;
    }
  }
`;

import { css } from 'lit';

export const nowStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --_size: var(--pinna-now-size, clamp(2.5em, 6cqi, 6em));
  }
  .lines {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    gap: 0 1em;
    block-size: calc(var(--rows) * 1.2em);
    margin: 0;
    padding: 0;
    overflow: hidden;
    list-style: none;
    font-size: var(--_size);
    font-weight: 600;
    line-height: 1.2;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.35em;
    max-inline-size: 100%;
    min-inline-size: 0;
    transition: opacity 120ms ease-out;
  }
  /* The mark has the head's hue and shape. The text has the text's colour, for contrast. */
  .mark {
    flex: none;
    inline-size: 0.45em;
    block-size: 0.45em;
    background: var(--hue);
  }
  .bird .mark {
    border-radius: 50%;
  }
  .events .mark {
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .taught .mark {
    clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
  }
  .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  li:only-child .text {
    white-space: normal;
  }
  .share {
    font-size: max(0.4em, 12px);
    font-weight: 400;
  }
  .over,
  .nameless {
    color: var(--_muted);
  }
  .over .mark {
    opacity: 0.5;
  }
  .nameless {
    font-weight: 400;
  }
  /* On narrow elements, each of several sounds must fit into one line. The height stays. */
  @container (width < 40em) {
    .many {
      align-content: space-around;
      block-size: calc(var(--rows) * 1.6em);
      font-size: calc(0.75 * var(--_size));
    }
  }
  @container (min-width: 40em) {
    .lines {
      flex-wrap: nowrap;
      block-size: calc(var(--rows-when-wide) * 1.2em);
    }
  }
`;

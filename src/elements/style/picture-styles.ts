import { css } from 'lit';

/** A spectrogram's frame, and its frequencies beside it in a gutter of `--gutter`. */
export const pictureStyles = css`
  .frequencies {
    position: relative;
    container-type: size;
  }
  @container (max-height: 9rem) {
    .fine {
      display: none;
    }
  }
  .frequencies span {
    position: absolute;
    inset-inline-end: 0.5rem;
    line-height: 1;
    unicode-bidi: plaintext;
    transform: translateY(50%);
  }
  .frame {
    grid-area: 1 / 2;
    position: relative;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
`;

import { css } from 'lit';

/** The switch beside the buttons of `ExcerptTools`. */
export const excerptStyles = css`
  .voices {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: 24px;
  }
  .voices input {
    min-block-size: 0;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
  }
`;

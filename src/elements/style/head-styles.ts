import { css } from 'lit';

/** One hue per head, as `--hue` of whatever has its name as class. */
export const headStyles = css`
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

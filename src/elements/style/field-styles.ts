import { css } from 'lit';

/** Buttons, choices and fields. A view whose tools stand aside makes them small with `--_field` and `--_field-side`. */
export const fieldStyles = css`
  button,
  input,
  select {
    min-block-size: var(--_field, 2.75rem);
    padding-inline: var(--_field-side, 1rem);
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  button:disabled {
    border-color: var(--_line);
    color: var(--_muted);
    cursor: default;
  }
  button.filled {
    border-color: var(--_text);
    background: var(--_text);
    color: var(--_ground);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
    button.filled {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

/** Dropping files here is what the page waits for. */
export const droppingStyles = css`
  .dropping {
    outline: 2px dashed var(--_text);
    outline-offset: 0.25rem;
  }
`;

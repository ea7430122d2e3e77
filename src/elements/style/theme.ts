import { css, unsafeCSS } from 'lit';

/** Colours by scheme. A page overrides any of them with the custom property `--pinna-<name>` on an ancestor. */
export const tokens = {
  ground: { dark: '#101216', light: '#fbfaf7' },
  surface: { dark: '#181b21', light: '#ffffff' },
  line: { dark: '#2a2f38', light: '#dedbd3' },
  text: { dark: '#e8eaee', light: '#1b1d21' },
  muted: { dark: '#9aa3b0', light: '#5d636d' },
  genre: { dark: '#a996ff', light: '#5b45c9' },
  bird: { dark: '#4fd39b', light: '#0b7a4b' },
  event: { dark: '#f2b84b', light: '#8f5a00' },
  alert: { dark: '#ff7a7a', light: '#b3261e' },
} as const;

const names = Object.keys(tokens) as (keyof typeof tokens)[];
const privateTokens = names
  .map((name) => `--_${name}: var(--pinna-${name}, light-dark(${tokens[name].light}, ${tokens[name].dark}));`)
  .join('\n');

/**
 * Base styles of all elements. The scheme is the page's `color-scheme` (`light dark` follows the system). The attribute
 * `theme="light"` or `theme="dark"` on an element, or on the pinna-listener around it, overrides it.
 *
 * The inner names (`--_text`) are resolved on each host, so that a page's `--pinna-text` applies wherever it is set.
 */
export const theme = css`
  :host {
    ${unsafeCSS(privateTokens)}
    --_gutter: var(--pinna-gutter, 3.5rem);
    --_radius: var(--pinna-radius, 0.5rem);
    --_small: 0.8125rem;
    --_large: 1.5rem;
    box-sizing: border-box;
    color: var(--_text);
    font-size: 1rem;
    line-height: 1.5;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .number {
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  .small {
    font-size: var(--_small);
  }
  .muted {
    color: var(--_muted);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    :host {
      --_ground: Canvas;
      --_surface: Canvas;
      --_line: CanvasText;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_genre: Highlight;
      --_bird: Highlight;
      --_event: Highlight;
      --_alert: CanvasText;
    }
    .fill {
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0s !important;
    }
  }
`;

/** Sets `--hue` to the colour of a head on elements whose class is the head's name. */
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

/** Buttons, pickers and fields. A view with secondary tools makes them smaller with `--_field` and `--_field-side`. */
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

/** Outline of a drop area while files are dragged over it. */
export const droppingStyles = css`
  .dropping {
    outline: 2px dashed var(--_text);
    outline-offset: 0.25rem;
  }
`;

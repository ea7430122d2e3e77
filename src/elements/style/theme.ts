import { css, unsafeCSS } from 'lit';

/** Colours by scheme. A page overrides any of them with the custom property `--pinna-<name>` on an ancestor. */
export const tokens = {
  ground: { dark: '#101216', light: '#fbfaf7' },
  surface: { dark: '#181b21', light: '#ffffff' },
  line: { dark: '#2a2f38', light: '#dedbd3' },
  text: { dark: '#e8eaee', light: '#1b1d21' },
  genre: { dark: '#a996ff', light: '#5b45c9' },
  bird: { dark: '#4fd39b', light: '#0b7a4b' },
  event: { dark: '#f2b84b', light: '#8f5a00' },
  taught: { dark: '#6db3ff', light: '#1f5fae' },
  alert: { dark: '#ff7a7a', light: '#b3261e' },
} as const;

/** Share of the text's colour in that of secondary text, per cent; the rest is the background. */
export const MUTED_SHARE = 66;

const names = Object.keys(tokens) as (keyof typeof tokens)[];
const privateTokens = names
  .map((name) => `--_${name}: var(--pinna-${name}, light-dark(${tokens[name].light}, ${tokens[name].dark}));`)
  .join('\n');

/**
 * Base styles of all elements. The scheme is the page's `color-scheme` (`light dark` follows the system). The attribute
 * `theme="light"` or `theme="dark"` on an element, or on the pinna-listener around it, overrides it.
 *
 * The inner names (`--_text`) are resolved on each host, so that a page's `--pinna-text` applies wherever it is set.
 *
 * Lengths are `em`, so that they follow the `font-size` of the element and not that of the page's root. Text is never below
 * 12 px, and targets never below 24 px.
 */
export const theme = css`
  :host {
    ${unsafeCSS(privateTokens)}
    --_muted: var(--pinna-muted, color-mix(in srgb, var(--_text) ${MUTED_SHARE}%, var(--_ground)));
    --_gutter: var(--pinna-gutter, 4.308em);
    --_radius: var(--pinna-radius, 0.5em);
    --_small: max(0.8125em, 12px);
    --_large: max(1.5em, 12px);
    box-sizing: border-box;
    color: var(--_text);
    font-size: max(1em, 12px);
    line-height: 1.5;
  }
  /* A page's rule for the element, such as a reset, takes precedence over the size above; slotted content is the page's. */
  :host > :where(:not(slot)) {
    font-size: max(1em, 12px);
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
      --_taught: Highlight;
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
  .taught {
    --hue: var(--_taught);
  }
`;

/** Buttons, pickers and fields. A view with secondary tools makes them smaller with `--_field` and `--_field-side`. */
export const fieldStyles = css`
  button,
  input,
  select {
    min-block-size: max(var(--_field, 2.75em), 24px);
    padding-inline: var(--_field-side, 1em);
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

/** A drop area: a sentence, and buttons beside it. */
export const dropAreaStyles = css`
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    padding: 1em;
    border: 1px dashed var(--_muted);
    border-radius: var(--_radius);
  }
  .drop p {
    flex: 1 1 13em;
    margin: 0;
  }
  .drop p span {
    display: block;
  }
`;

/** Outline of a drop area while files are dragged over it. */
export const droppingStyles = css`
  .dropping {
    outline: 2px dashed var(--_text);
    outline-offset: 0.25em;
  }
`;

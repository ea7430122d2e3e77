import { remembered } from './remembered.js';

/** The selectable colour schemes. */
export const SCHEMES = ['system', 'light', 'dark'] as const;
/** One of {@link SCHEMES}. */
export type Scheme = (typeof SCHEMES)[number];

const KEY = 'pinna-scheme';

/** Returns the user's colour scheme; `system` if none is stored. */
export function chosenScheme(): Scheme {
  const stored = remembered.get(KEY);
  return SCHEMES.find((scheme) => scheme === stored) ?? 'system';
}

/** Stores the user's colour scheme. */
export function chooseScheme(scheme: Scheme): void {
  remembered.set(KEY, scheme === 'system' ? undefined : scheme);
}

import { remembered } from './remembered.js';

export const SCHEMES = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEY = 'pinna-scheme';

/** The scheme that the user has chosen; `system` where none is. */
export function chosenScheme(): Scheme {
  const stored = remembered.get(KEY);
  return SCHEMES.find((scheme) => scheme === stored) ?? 'system';
}

export function chooseScheme(scheme: Scheme): void {
  remembered.set(KEY, scheme === 'system' ? undefined : scheme);
}

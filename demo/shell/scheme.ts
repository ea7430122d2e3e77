/** Applies the user's colour scheme. Runs before the first paint, so that the page does not flash in the other scheme. */
import { chosenScheme } from './chosen-scheme.js';

const scheme = chosenScheme();
if (scheme !== 'system') document.documentElement.dataset.scheme = scheme;

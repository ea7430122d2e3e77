/** Light or dark by hand. Runs before the page is drawn, so that it does not flash in the other scheme. */
import { chosenScheme } from './chosen-scheme.js';

const scheme = chosenScheme();
if (scheme !== 'system') document.documentElement.dataset.scheme = scheme;

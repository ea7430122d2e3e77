/** German. Importing this module registers it: elements whose language is German speak it from then on. */
import { registerLocale } from '../locale-registry.js';
import type { Locale } from '../locale.js';
import { germanClasses } from './de-classes.js';
import { germanStrings } from './de-strings.js';

export const de: Locale = { lang: 'de', strings: germanStrings, classes: germanClasses };

registerLocale(de);

/** German. Importing this module registers it: elements whose language is German speak it from then on. */
import { registerLocale } from '../locale-registry';
import type { Locale } from '../locale';
import { germanClasses } from './de-classes';
import { germanStrings } from './de-strings';

export const de: Locale = { lang: 'de', strings: germanStrings, classes: germanClasses };

registerLocale(de);

/** German. Importing this module registers it: elements whose language is German speak it from then on. */
import { registerLocale } from '../elements/words/locale-registry.js';
import type { Locale } from '../elements/words/locale.js';
import { germanClasses } from '../elements/words/german-classes.js';
import { germanStrings } from '../elements/words/german-strings.js';

export const de: Locale = { lang: 'de', strings: germanStrings, classes: germanClasses };

registerLocale(de);

/** German. Importing this module registers it: elements whose language is German show it from then on. */
import { german } from '../elements/words/german.js';
import { registerLocale } from '../elements/words/translate.js';

registerLocale(german);

export { german as de };

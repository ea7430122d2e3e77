/** Registers the German texts when it is imported. Elements whose language is German use them from then on. */
import { german } from '../elements/words/german.js';
import { registerLocale } from '../elements/words/translate.js';

registerLocale(german);

export { german as de };

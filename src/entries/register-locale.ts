/**
 * For pages without a bundler: exports `registerLocale`, which replaces texts and adds languages. With a bundler, import it
 * from `pinna/elements`.
 */
export { registerLocale } from '../elements/words/translate.js';

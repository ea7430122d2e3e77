/** For a plain page: replaces texts and adds languages. With a bundler, `registerLocale` is in `pinna/elements`. */
export { registerLocale } from '../elements/words/translate.js';

/** For a plain page: what replaces texts and adds languages. With a bundler it is in `pinna/elements`. */
export { registerLocale } from '../elements/words/locale-registry.js';

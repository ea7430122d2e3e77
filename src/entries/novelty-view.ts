/** For pages without a bundler: defines `<pinna-novelty>`, which finds sounds that were never heard in a place. Imports `pinna.js`. */
import './pinna.js';

export { PinnaNovelty } from '../elements/define/pinna-novelty.js';

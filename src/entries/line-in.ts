/** For pages without a bundler: defines `<pinna-line-in>`, the input for musicians. Imports `pinna.js`. */
import './pinna.js';

export { PinnaLineIn } from '../elements/define/pinna-line-in.js';

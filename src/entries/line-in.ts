/** For a plain page, beside `pinna.js`, which it brings along: defines `<pinna-line-in>`, the input for musicians. */
import './pinna.js';

export { PinnaLineIn } from '../elements/define/pinna-line-in.js';

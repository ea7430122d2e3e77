/** For pages without a bundler: defines `<pinna-teach>`, the place to teach sounds. Imports `pinna.js`. */
import './pinna.js';

export { PinnaTeach } from '../elements/define/pinna-teach.js';

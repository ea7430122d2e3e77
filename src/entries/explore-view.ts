/** For pages without a bundler: defines `<pinna-explore>`, the map of recordings. Imports `pinna.js`. */
import './pinna.js';

export { PinnaExplore } from '../elements/define/pinna-explore.js';

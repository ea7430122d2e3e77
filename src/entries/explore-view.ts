/** For pages without a bundler: defines `<pinna-explore>`, the map of recordings. Works with or without `pinna.js`. */
export { PinnaExplore } from '../elements/define/pinna-explore.js';

/**
 * For pages without a bundler: the elements for descriptors, in a separate file because most pages do not need them.
 * Defines `<pinna-descriptors>` and `<pinna-chroma>`, and exports `beatSynchronous` and `RunningMoments`. Imports
 * `pinna.js`.
 */
import './pinna.js';

export { PinnaChroma } from '../elements/define/pinna-chroma.js';
export { PinnaDescriptors } from '../elements/define/pinna-descriptors.js';
export { beatSynchronous } from '../descriptors/beat-synchronous.js';
export { RunningMoments, type MeanVariance } from '../descriptors/mean-variance.js';

/**
 * For a plain page, beside `pinna.js`, which it brings along: what a sound is like, which most pages do without. Defines
 * `<pinna-descriptors>` and `<pinna-chroma>`, and gives what makes more of descriptors.
 */
import './pinna.js';

export { PinnaChroma } from '../elements/define/pinna-chroma.js';
export { PinnaDescriptors } from '../elements/define/pinna-descriptors.js';
export { beatSynchronous } from '../descriptors/beat-synchronous.js';
export { RunningMoments, type MeanVariance } from '../descriptors/mean-variance.js';

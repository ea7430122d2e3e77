/**
 * For a plain page, beside `pinna.js`, which it brings along: what a sound is like, which most pages do without. Defines
 * `<pinna-descriptors>` and `<pinna-chroma>`, and gives what makes more of descriptors.
 */
import './pinna';

export { PinnaChroma } from './elements/define/pinna-chroma';
export { PinnaDescriptors } from './elements/define/pinna-descriptors';
export { beatSynchronous } from './descriptors/beat-synchronous';
export { RunningMoments, type MeanVariance } from './descriptors/mean-variance';

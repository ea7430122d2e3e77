/**
 * Samples → descriptors: what can be said of a sound beside the network's scores. Pure: runs in the page, a worker and Node
 * alike.
 */
export { beatPeriod, type BeatPeriod } from './beat-period.js';
export { beatSynchronous } from './beat-synchronous.js';
export {
  CHROMA_COUNT,
  MFCC_COUNT,
  SCALAR_DESCRIPTORS,
  type Descriptors,
  type RecordingDescriptors,
  type ScalarDescriptor,
} from './descriptors.js';
export { DescriptorStream } from './descriptor-stream.js';
export { RunningMoments, type MeanVariance } from './mean-variance.js';
export type { Rhythm } from './descriptors.js';
export { trackBeats } from './track-beats.js';

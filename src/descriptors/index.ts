/**
 * Samples → descriptors: what can be said of a sound beside the network's scores. Pure: runs in the page, a worker and Node
 * alike.
 */
export { beatPeriod, type BeatPeriod } from './beat-period';
export { beatSynchronous } from './beat-synchronous';
export {
  CHROMA_COUNT,
  MFCC_COUNT,
  SCALAR_DESCRIPTORS,
  type Descriptors,
  type RecordingDescriptors,
  type ScalarDescriptor,
} from './descriptors';
export { DescriptorStream } from './descriptor-stream';
export { RunningMoments, type MeanVariance } from './mean-variance';
export type { Rhythm } from './rhythm';
export { trackBeats } from './track-beats';

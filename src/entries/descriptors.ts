/**
 * Computes descriptors from samples: acoustic and musical measures that need no network. Pure: runs in the page, a worker
 * and Node alike.
 */
export { beatPeriod, type BeatPeriod } from '../descriptors/beat-period.js';
export { beatSynchronous } from '../descriptors/beat-synchronous.js';
export {
  CHROMA_COUNT,
  MFCC_COUNT,
  SCALAR_DESCRIPTORS,
  type Descriptors,
  type RecordingDescriptors,
  type ScalarDescriptor,
} from '../descriptors/descriptors.js';
export { DescriptorStream } from '../descriptors/descriptor-stream.js';
export type { ChordSpan, EstimatedKey, Harmony, HarmonyStep } from '../harmony/harmony.js';
export { HarmonyFollower } from '../harmony/harmony-follower.js';
export { COLUMN_BINS, COLUMN_HOP, COLUMN_WINDOW, LongChroma } from '../harmony/long-chroma.js';
export { trackHarmony } from '../harmony/track-harmony.js';
export { RunningMoments, type MeanVariance } from '../descriptors/mean-variance.js';
export type { Rhythm } from '../descriptors/descriptors.js';
export { trackBeats } from '../descriptors/track-beats.js';

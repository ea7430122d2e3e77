/** Converts samples to the log-mel frames that networks read. Pure: runs in the page, a worker and Node alike. */
export { analysedBand, frameGeometry, missingBands, type FrequencyBand } from '../features/frame-geometry.js';
export {
  BANDS,
  F_MAX,
  F_MIN,
  HOP_SECONDS,
  LOG_MEL_128,
  LOG_MEL_64,
  WINDOW_SECONDS,
  type EmphasisedLogMelGeometry,
  type FeatureGeometry,
  type FrameGeometry,
  type LogMelGeometry,
} from '../features/log-mel-parameters.js';
export { LogMelStream, type FrameTap } from '../features/log-mel-stream.js';

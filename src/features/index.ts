/** Samples → log-mel frames, as the networks want them. Pure: runs in the page, a worker and Node alike. */
export { frameGeometry, missingBands } from './frame-geometry.js';
export { BANDS, F_MAX, F_MIN, HOP_SECONDS, WINDOW_SECONDS, type FrameGeometry } from './log-mel-parameters.js';
export { LogMelStream } from './log-mel-stream.js';

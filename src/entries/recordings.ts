/** The API for whole recordings. */
export { classify, type ClassifyOptions } from '../recordings/classify.js';
export {
  Classifier,
  type Classification,
  type ClassifierOptions,
  type RecordingOptions,
} from '../recordings/classifier.js';
export type { Threshold, Thresholds } from '../decisions/thresholds.js';
export { decodeAudio, type DecodeAudioOptions } from '../recordings/decode-audio.js';
export type { Sound } from '../recordings/sound-channels.js';

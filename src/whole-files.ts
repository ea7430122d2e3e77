/** The API for whole recordings. */
export { classify, type ClassifyOptions } from './classify';
export { Classifier, type ClassifierOptions, type ClipOptions } from './classifier';
export type { Threshold, Thresholds } from './decisions/thresholds';
export type { Classification } from './classification';
export { decodeAudio, type DecodeAudioOptions } from './decode-audio';
export type { Sound } from './sound-channels';

/** The API for whole recordings. */
export { classify, type ClassifyOptions } from '../recordings/classify.js';
export {
  Classifier,
  type Classification,
  type ClassifierOptions,
  type RecordingOptions,
} from '../recordings/classifier.js';
export type { Threshold, Thresholds } from '../decisions/thresholds.js';
export {
  decodeAudio,
  type DecodeAudioOptions,
  type SoundWarning,
  type SoundWarningCode,
} from '../recordings/decode-audio.js';
export type { Sound } from '../recordings/sound-channels.js';
export { parseTaughtFile, writeTaughtFile, type TaughtSet } from '../teach/file/taught-file.js';
export { fromLinkPayload, toLinkPayload } from '../teach/file/taught-link.js';
export type { FaderFigures, TaughtFader } from '../teach/file/taught-fader.js';
export type { HiddenLayer } from '../teach/data/hidden-layer.js';
export type { Calibration, FrozenHead, TaughtClass, TaughtFigures } from '../teach/file/taught-class.js';

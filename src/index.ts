export { Listener } from './listener';
export type { ListenerOptions } from './listener-options';
export type {
  DetectionDetail,
  Frames,
  InputInfo,
  ListenerEventDetails,
  ListenerState,
  ListenerStatus,
} from './listener-events';
export { classify, type ClassifyOptions } from './classify';
export { Classifier, type ClassifierOptions, type ClipOptions } from './classifier';
export type { Classification } from './classification';
export { decodeAudio, type DecodeAudioOptions } from './decode-audio';
export type { Sound } from './sound-channels';
export type { RecalledSound } from './recalled-sound';
export type { AssetOptions } from './assets';
export type { Source } from './capture/source';
export type { TransportKind } from './capture/transport';
export { listInputs } from './capture/devices';
export type { Detection, DetectionChange } from './decisions/detection';
export type { DecisionUpdate } from './decisions/decision-update';
export { PinnaError, PinnaErrorCode } from './errors';
export type { BackendMeasurement, BackendName, BackendReport } from './model/backend-report';
export type { ClassManifest, HeadManifest, ModelManifest } from './model/manifest';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from './model/shipped-models';
export type { ModelInfo } from './worker/protocol';

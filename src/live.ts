/** The API for live sound. */
export { Listener } from './listener';
export type { DefaultSource, ListenerOptions } from './listener-options';
export type {
  DetectionDetail,
  Frames,
  Gap,
  InputInfo,
  ListenerEventDetails,
  ListenerState,
  ListenerStatus,
} from './listener-events';
export type { Interruption } from './interruption';
export type { RecalledSound } from './recalled-sound';
export type { AssetOptions } from './assets';
export type { LineIn, Source } from './capture/source';
export type { TransportKind } from './capture/transport';
export { listInputs } from './capture/devices';
export type { Detection, DetectionChange } from './decisions/detection';
export type { Threshold, Thresholds } from './decisions/thresholds';
export type { Descriptors, RecordingDescriptors, ScalarDescriptor } from './descriptors/descriptors';
export type { Rhythm } from './descriptors/rhythm';
export type { DecisionUpdate } from './decisions/decision-update';
export type { GenreEstimate, Section, TrackStructure } from './structure/structure';
export { PinnaError, PinnaErrorCode } from './errors';
export type { BackendMeasurement, BackendName, BackendReport } from './model/backend-report';
export type { ClassManifest, HeadManifest, ModelManifest } from './model/manifest';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from './model/shipped-models';
export type { ModelInfo } from './worker/protocol';

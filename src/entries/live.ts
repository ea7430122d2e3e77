/** The API for live sound. */
export { Listener } from '../listener/listener.js';
export { showFaders } from '../listener/show-faders.js';
export type { DefaultSource, ListenerOptions } from '../listener/listener-options.js';
export type {
  Frames,
  Gap,
  ListenerEventDetails,
  ListenerState,
  ListenerStatus,
  NetworkStep,
} from '../listener/listener-events.js';
export type { Interruption } from '../capture/sources/interruption.js';
export type { RecalledSound } from '../listener/recalled-sound.js';
export type { AssetOptions, AssetUrls } from '../assets.js';
export type { InputInfo, LineIn, Source } from '../capture/sources/source.js';
export type { TransportKind } from '../capture/transport/transport.js';
export { listInputs } from '../capture/sources/devices.js';
export type { Detection, DetectionChange } from '../decisions/detection.js';
export type { Threshold, Thresholds } from '../decisions/thresholds.js';
export type { Descriptors, RecordingDescriptors, ScalarDescriptor } from '../descriptors/descriptors.js';
export type { ChordSpan, EstimatedKey, Harmony, HarmonyStep } from '../harmony/harmony.js';
export type { Rhythm } from '../descriptors/descriptors.js';
export type { StepScores } from '../decisions/decisions.js';
export type { GenreEstimate, Section, TrackStructure } from '../structure/structure.js';
export { PinnaError, PinnaErrorCode } from '../errors.js';
export type { BackendMeasurement, BackendName, BackendReport } from '../model/backends/backend-report.js';
export type { ClassFigures, ClassManifest, HeadManifest, ModelFigures, ModelManifest } from '../model/manifest.js';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from '../model/shipped-models.js';
export type {
  ExampleSound,
  HeardExample,
  HeardPicture,
  LearningReport,
  ModelInfo,
  Rescored,
  TimeSpan,
  UncertainStretch,
} from '../worker/contract.js';
export type { FaderItem } from '../listener/taught-faders.js';
export type { TaughtSound, TaughtSounds } from '../listener/taught-sounds.js';
export type {
  ExampleQuality,
  FaderStretch,
  RefusedExample,
  TaughtExample,
  TaughtState,
} from '../listener/taught-state.js';
export type { Correction, CorrectionBudget } from '../teach/file/correction.js';
export type { TaughtSet } from '../teach/file/taught-file.js';
export type { HiddenLayer } from '../teach/data/hidden-layer.js';
export type { Calibration, FrozenHead, TaughtClass, TaughtFigures } from '../teach/file/taught-class.js';
export type { LeftOutFigures, ThoroughReport } from '../teach/learning/thorough-report.js';

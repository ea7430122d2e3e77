import type { FeatureGeometry } from '../features/log-mel-parameters.js';

/** The types of `model.json`; `models/FORMAT.md` defines what they mean. */

/** One causal 2-D convolution. */
export interface ConvManifest {
  /** `[frames, bands]`; an odd number of bands. */
  readonly kernel: readonly [number, number];
  readonly strideF: number;
  readonly channels: number;
}

export interface CrnnManifest {
  readonly type: 'crnn';
  readonly conv: readonly ConvManifest[];
  readonly dense: number;
  readonly gru: number;
}

export interface WavenetManifest {
  readonly type: 'wavenet';
  /** Convolutions before the dilated layers; none when absent. */
  readonly conv?: readonly ConvManifest[];
  readonly residualChannels: number;
  readonly skipChannels: number;
  readonly kernel: number;
  readonly dilations: readonly number[];
  /** Whether the heads also read the input of the first dilated layer; false when absent. */
  readonly readFront?: boolean;
}

export type ArchitectureManifest = CrnnManifest | WavenetManifest;

export interface ClassManifest {
  readonly name: string;
  /** AudioSet machine id, if AudioSet has the class. */
  readonly audioset?: string;
  /** Score at which a detection begins; the head's value when absent. */
  readonly on?: number;
  /** Score below which a detection ends; the head's value when absent. */
  readonly off?: number;
  /** Another class of the head that is present whenever this one is: a violin is music. Sigmoid heads only; one level. */
  readonly implies?: string;
}

export interface DecisionManifest {
  /** Time constant of the one-pole smoothing of scores, seconds. Sigmoid heads only. */
  readonly smoothingSeconds?: number;
  /** Time constant of the pooling of logits, seconds. Softmax heads only. */
  readonly poolSeconds?: number;
  /** The head detects only while this class of another head is on. */
  readonly gate?: { readonly head: string; readonly class: string };
  /** Shortest detection, seconds. */
  readonly minDuration: number;
  /** Longest gap within one detection, seconds. */
  readonly mergeGap: number;
  readonly on: number;
  readonly off: number;
}

export type ClipPooling = 'mean-logit' | 'mean-probability' | 'linear-softmax' | 'max';

export interface HeadManifest {
  readonly name: string;
  readonly activation: 'softmax' | 'sigmoid';
  readonly classes: readonly ClassManifest[];
  readonly temperature: number;
  readonly clipPooling: ClipPooling;
  readonly decision: DecisionManifest;
}

export interface TensorManifest {
  readonly name: string;
  readonly shape: readonly number[];
  /** Offset from the start of the weights file, bytes. */
  readonly offset: number;
}

export interface WeightsManifest {
  readonly file: string;
  readonly dtype: 'float16' | 'float32';
  readonly bytes: number;
  /** SHA-256 of the whole file, lower-case hex. */
  readonly sha256: string;
  readonly tensors: readonly TensorManifest[];
}

export interface ModelManifest {
  readonly format: 'pinna-model';
  readonly formatVersion: 1;
  readonly name: string;
  readonly version: string;
  readonly features: FeatureGeometry;
  readonly architecture: ArchitectureManifest;
  readonly heads: readonly HeadManifest[];
  readonly weights: WeightsManifest;
  /** Receptive field of the convolutions, frames. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer has memory without bound, beyond the receptive field; false when absent. */
  readonly recurrent?: boolean;
  /** Multiply-adds per second of audio. */
  readonly macsPerSecond: number;
  readonly licence: string;
  readonly datasets: readonly { readonly name: string; readonly licence: string; readonly use: string }[];
  readonly figures?: Readonly<Record<string, unknown>>;
}

export interface ModelTensor {
  readonly shape: readonly number[];
  /** Row-major; all values are finite. */
  readonly values: Float32Array;
}

/** A complete, checked model, as `loadModel` returns it. */
export interface Model {
  readonly manifest: ModelManifest;
  /** Weight tensors by name; `models/FORMAT.md` defines the names. */
  readonly tensors: ReadonlyMap<string, ModelTensor>;
}

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
  /** What the frames go through first; nothing when absent. */
  readonly conv?: readonly ConvManifest[];
  readonly residualChannels: number;
  readonly skipChannels: number;
  readonly kernel: number;
  readonly dilations: readonly number[];
  /** Whether the heads also read what the first layer gets; no when absent. */
  readonly readFront?: boolean;
}

export type ArchitectureManifest = CrnnManifest | WavenetManifest;

export interface ClassManifest {
  readonly name: string;
  /** AudioSet machine id, where AudioSet has the class. */
  readonly audioset?: string;
  /** Score at which a detection begins; the head's when absent. */
  readonly on?: number;
  /** Score below which it ends; the head's when absent. */
  readonly off?: number;
  /** Another class of the head that is there whenever this one is: a violin is music. Sigmoid heads; one level. */
  readonly implies?: string;
}

export interface DecisionManifest {
  /** Time constant of the one-pole smoothing of scores, seconds. Sigmoid heads. */
  readonly smoothingSeconds?: number;
  /** Time constant of the pooling of logits, seconds. Softmax heads. */
  readonly poolSeconds?: number;
  /** The head only speaks while this class is on. */
  readonly gate?: { readonly head: string; readonly class: string };
  /** Seconds. */
  readonly minDuration: number;
  /** Seconds. */
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
  /** Bytes from the start of the weights file. */
  readonly offset: number;
}

export interface WeightsManifest {
  readonly file: string;
  readonly dtype: 'float16' | 'float32';
  readonly bytes: number;
  /** Of the whole file, lower-case hex. */
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
  /** Of the convolutions, frames. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer remembers beyond the receptive field, without bound; no when absent. */
  readonly recurrent?: boolean;
  /** Multiply-adds per second of audio. */
  readonly macsPerSecond: number;
  readonly licence: string;
  readonly datasets: readonly { readonly name: string; readonly licence: string; readonly use: string }[];
  readonly figures?: Readonly<Record<string, unknown>>;
}

export interface ModelTensor {
  readonly shape: readonly number[];
  /** Row-major, all finite. */
  readonly values: Float32Array;
}

/** A whole, checked model: what `loadModel` returns. */
export interface Model {
  readonly manifest: ModelManifest;
  /** By name, as `models/FORMAT.md` names them. */
  readonly tensors: ReadonlyMap<string, ModelTensor>;
}

import type { FeatureGeometry } from '../features/log-mel-parameters.js';

/** The types of `model.json`; `models/FORMAT.md` defines what they mean. */

/** One causal 2-D convolution. */
export interface ConvManifest {
  /** `[frames, bands]`; an odd number of bands. */
  readonly kernel: readonly [number, number];
  /** Stride in frequency, bands. */
  readonly strideF: number;
  /** Number of output channels. */
  readonly channels: number;
}

/** The layers of a convolutional recurrent network after its front: a dense layer and a gated recurrent unit (GRU). */
export interface CrnnLayersManifest {
  /** Name of the architecture. */
  readonly type: 'crnn';
  /** Units of the dense layer. */
  readonly dense: number;
  /** Units of the GRU. */
  readonly gru: number;
}

/** The layers of a network of dilated causal convolutions after its front. */
export interface WavenetLayersManifest {
  /** Name of the architecture. */
  readonly type: 'wavenet';
  /** Channels between dilated layers. */
  readonly residualChannels: number;
  /** Channels of the sum of all dilated layers. */
  readonly skipChannels: number;
  /** Length of the kernel of a dilated layer, taps. */
  readonly kernel: number;
  /** Dilation of each layer, frames. */
  readonly dilations: readonly number[];
  /** Whether the heads also read the input of the first dilated layer; false when absent. */
  readonly readFront?: boolean;
}

/** A convolutional recurrent network with a row for each frame. */
export interface CrnnManifest extends CrnnLayersManifest {
  /** Convolutions, from the frames on; may be empty. */
  readonly conv: readonly ConvManifest[];
}

/** A network of dilated causal convolutions with a row for each frame. */
export interface WavenetManifest extends WavenetLayersManifest {
  /** Convolutions before the dilated layers; none when absent. */
  readonly conv?: readonly ConvManifest[];
}

/** A convolution over time and frequency of a trunk, with strides in both. */
export interface StridedConvManifest {
  /** `[frames, bands]`; an odd number of bands. */
  readonly kernel: readonly [number, number];
  /** Stride in time and in frequency. */
  readonly stride: readonly [number, number];
  /** Number of output channels. */
  readonly channels: number;
}

/** One inverted residual block of a trunk. */
export interface BlockManifest extends StridedConvManifest {
  /** Channels of the depthwise convolution; those of the input when absent. */
  readonly expand?: number;
  /** Distance between taps in time, input frames; 1 when absent. */
  readonly dilation?: number;
  /** Squeezed channels of the squeeze-excitation; none when absent. */
  readonly squeeze?: number;
  /** Activation after the expansion and after the depthwise convolution. */
  readonly activation: 'relu' | 'hard-swish';
}

/** A causal MobileNetV3 that turns frames into embeddings. */
export interface TrunkManifest {
  /** First convolution, with hard swish. */
  readonly stem: StridedConvManifest;
  /** Inverted residual blocks, in order. */
  readonly blocks: readonly BlockManifest[];
  /** Values of an embedding. */
  readonly embedding: number;
  /** Time constant of the means that squeeze-excitation reads, seconds. */
  readonly squeezeSeconds: number;
}

/** A trunk whose heads read each embedding. */
export interface MobilenetManifest {
  /** Name of the architecture. */
  readonly type: 'mobilenet';
  /** The layers up to the embedding. */
  readonly trunk: TrunkManifest;
  /** Units of a dense layer with hard swish between embedding and heads; none when absent. */
  readonly dense?: number;
}

/** A branch of convolutions with stride in frequency only, which reads a block's output as soon as it is complete. */
export interface FastBranchManifest {
  /** The block whose output the branch reads; 0 is the stem. Its rate is that of the network's rows. */
  readonly block: number;
  /** Convolutions; may be empty. */
  readonly conv: readonly ConvManifest[];
}

/** A front of two speeds: a trunk, whose newest values are held for every row, and a fast branch. */
export interface TwoSpeedManifest {
  /** The layers up to the embedding. */
  readonly trunk: TrunkManifest;
  /** The branch that gives new values in every row. */
  readonly fast: FastBranchManifest;
  /** Later blocks whose newest outputs the dense layer also reads, in order. */
  readonly taps: readonly number[];
  /** Units of the dense layer with hard swish between embedding and heads. */
  readonly slow: number;
}

/** A convolutional recurrent network on a trunk with a fast branch. */
export interface TwoSpeedCrnnManifest extends CrnnLayersManifest, TwoSpeedManifest {}

/** A network of dilated causal convolutions on a trunk with a fast branch. */
export interface TwoSpeedWavenetManifest extends WavenetLayersManifest, TwoSpeedManifest {}

/** The layers of a network. */
export type ArchitectureManifest =
  CrnnManifest | WavenetManifest | TwoSpeedCrnnManifest | TwoSpeedWavenetManifest | MobilenetManifest;

/** A class that a head can detect. */
export interface ClassManifest {
  /** Name of the class, for example `dog`. */
  readonly name: string;
  /** AudioSet machine id, if AudioSet has the class. */
  readonly audioset?: string;
  /** Score at which a detection begins; the head's value when absent. */
  readonly on?: number;
  /** Score below which a detection ends; the head's value when absent. */
  readonly off?: number;
  /** Evidence that a report of the class needs, seconds; that of the head's `confirm` when absent. */
  readonly confirmSeconds?: number;
  /**
   * Another class of the head that is present whenever this one is: a violin is music. Sigmoid heads only; one level. Format
   * version 1 only; version 2 has `parents` of the head.
   */
  readonly implies?: string;
  /** Whether the class has scores but no detections; false when absent. Format version 2 only. */
  readonly quiet?: boolean;
}

/** Evidence that a class needs before it is reported. A class that stays at its `on` gathers 1 s of it per second. */
export interface ConfirmManifest {
  /** Evidence that a class needs, seconds. */
  readonly seconds: number;
  /** Longest time that a class needs beside a much surer rival, with its score at `on`, seconds. At least `seconds`. */
  readonly coexistSeconds: number;
  /** Classes are rivals for one sound if their scores rise within this time of each other, seconds. */
  readonly rivalSeconds: number;
  /** Time for which a reported sound stays a rival of the classes that rise in its pause, seconds. */
  readonly pauseSeconds: number;
}

/** How the scores of a head become detections. */
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
  /** Score at which a detection begins, 0 to 1. */
  readonly on: number;
  /** Score below which a detection ends, 0 to 1. */
  readonly off: number;
  /** Evidence that a report needs. When absent, a class is reported after `minDuration`. Sigmoid heads only. */
  readonly confirm?: ConfirmManifest;
}

/** How frame scores become the score of a whole recording. */
export type ClipPooling = 'mean-logit' | 'mean-probability' | 'linear-softmax' | 'max';

/** An output of the network: classes that are decided together. */
export interface HeadManifest {
  /** Name of the head, for example `bird`. */
  readonly name: string;
  /** `softmax` if exactly one class applies, `sigmoid` if each class is independent. */
  readonly activation: 'softmax' | 'sigmoid';
  /** Classes in the order of the scores. */
  readonly classes: readonly ClassManifest[];
  /**
   * Direct families of a class or of a family, by name: `{ dog: ['pets'], pets: ['animal'] }`. A family may be a class of the
   * head; it has a score then. Without circles. Sigmoid heads and format version 2 only.
   */
  readonly parents?: Readonly<Record<string, readonly string[]>>;
  /** Calibration: the logits are divided by it. */
  readonly temperature: number;
  /** How the scores of a recording are pooled. */
  readonly clipPooling: ClipPooling;
  /** How scores become detections. */
  readonly decision: DecisionManifest;
}

/** Measured quality of the detections of one class, on labelled recordings. A figure that was not measured is absent. */
export interface ClassFigures {
  /** Number of recordings that contain the class. */
  readonly clips?: number;
  /** Share of the recordings reported to contain the class that do, 0 to 1. */
  readonly precision?: number;
  /** Share of the recordings with the class that are reported to contain it, 0 to 1. */
  readonly recall?: number;
  /** Harmonic mean of precision and recall, 0 to 1. */
  readonly f1?: number;
}

/** Measured quality of a model. */
export interface ModelFigures {
  /** Per head: figures of each measured class, by its name. */
  readonly classes?: Readonly<Record<string, Readonly<Record<string, ClassFigures>>>>;
  /** Figures of the whole model, and the conditions of all. Pinna does not read them. */
  readonly [name: string]: unknown;
}

/** One tensor in the weights file. */
export interface TensorManifest {
  /** Name; `models/FORMAT.md` lists the names. */
  readonly name: string;
  /** Length of each dimension, row-major. */
  readonly shape: readonly number[];
  /** Offset from the start of the weights file, bytes. */
  readonly offset: number;
}

/** The weights file. */
export interface WeightsManifest {
  /** Name of the file, beside `model.json`. */
  readonly file: string;
  /** Type of the values, little-endian. */
  readonly dtype: 'float16' | 'float32';
  /** Size of the file, bytes. */
  readonly bytes: number;
  /** SHA-256 of the whole file, lower-case hex. */
  readonly sha256: string;
  /** Tensors in the file. */
  readonly tensors: readonly TensorManifest[];
}

/** The content of `model.json`. */
export interface ModelManifest {
  /** Marks the file as a model of Pinna. */
  readonly format: 'pinna-model';
  /** Version of the format. */
  readonly formatVersion: 1 | 2;
  /** Name of the model. */
  readonly name: string;
  /** Version of the weights. */
  readonly version: string;
  /** Geometry of the frames that the network reads. */
  readonly features: FeatureGeometry;
  /** Layers of the network. */
  readonly architecture: ArchitectureManifest;
  /** Outputs of the network. */
  readonly heads: readonly HeadManifest[];
  /** The weights file. */
  readonly weights: WeightsManifest;
  /** Receptive field of the convolutions, frames. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer has memory without bound, beyond the receptive field; false when absent. */
  readonly recurrent?: boolean;
  /** Multiply-adds per second of audio. */
  readonly macsPerSecond: number;
  /** Licence of the weights. */
  readonly licence: string;
  /** Data sets that trained the weights. */
  readonly datasets: readonly { readonly name: string; readonly licence: string; readonly use: string }[];
  /** Measured quality and its conditions. */
  readonly figures?: ModelFigures;
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

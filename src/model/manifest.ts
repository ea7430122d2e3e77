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

/** A convolutional recurrent network: convolutions, a dense layer, a gated recurrent unit (GRU). */
export interface CrnnManifest {
  /** Name of the architecture. */
  readonly type: 'crnn';
  /** Convolutions, from the frames on; may be empty. */
  readonly conv: readonly ConvManifest[];
  /** Units of the dense layer. */
  readonly dense: number;
  /** Units of the GRU. */
  readonly gru: number;
}

/** A network of dilated causal convolutions. */
export interface WavenetManifest {
  /** Name of the architecture. */
  readonly type: 'wavenet';
  /** Convolutions before the dilated layers; none when absent. */
  readonly conv?: readonly ConvManifest[];
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

/** The layers of a network. */
export type ArchitectureManifest = CrnnManifest | WavenetManifest | MobilenetManifest;

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
  /** Another class of the head that is present whenever this one is: a violin is music. Sigmoid heads only; one level. */
  readonly implies?: string;
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
  /** Calibration: the logits are divided by it. */
  readonly temperature: number;
  /** How the scores of a recording are pooled. */
  readonly clipPooling: ClipPooling;
  /** How scores become detections. */
  readonly decision: DecisionManifest;
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
  /** Measured quality and its conditions. Pinna does not read it. */
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

import { LOG_MEL_128, LOG_MEL_64, type FeatureGeometry } from '../../../src/features/log-mel-parameters.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import type { ArchitectureManifest, HeadManifest, ModelManifest, TrunkManifest } from '../../../src/model/manifest.js';
import { seededRandom } from '../../harness/random.js';
import { randomValues } from './random-frames.js';

const trunk = {
  stem: { kernel: [3, 3], stride: [2, 2], channels: 4 },
  blocks: [
    { kernel: [3, 3], stride: [1, 1], channels: 4, activation: 'relu' },
    { expand: 8, kernel: [3, 5], stride: [2, 3], squeeze: 2, channels: 6, activation: 'hard-swish' },
    { expand: 10, kernel: [5, 3], stride: [1, 2], squeeze: 3, channels: 6, activation: 'relu' },
    { expand: 8, kernel: [3, 3], stride: [1, 1], dilation: 2, channels: 6, activation: 'hard-swish' },
  ],
  embedding: 48,
  squeezeSeconds: 0.5,
} as const satisfies TrunkManifest;

/** A trunk with another stride in time, so that its period is 8 frames. */
const deepTrunk = {
  ...trunk,
  blocks: [
    ...trunk.blocks,
    { expand: 12, kernel: [3, 3], stride: [2, 2], squeeze: 3, channels: 8, activation: 'hard-swish' },
  ],
} as const satisfies TrunkManifest;

/** Small networks that cover every kind of layer geometry: time kernels of 1 to 5, odd strides, repeated dilations. */
export const architectures = {
  crnn: {
    type: 'crnn',
    conv: [
      { kernel: [3, 5], strideF: 2, channels: 4 },
      { kernel: [1, 3], strideF: 3, channels: 6 },
      { kernel: [2, 1], strideF: 2, channels: 8 },
    ],
    dense: 12,
    gru: 10,
  },
  wavenet: { type: 'wavenet', residualChannels: 8, skipChannels: 12, kernel: 2, dilations: [1, 2, 4, 8, 1, 2, 4, 8] },
  wavenetAfterConv: {
    type: 'wavenet',
    conv: [
      { kernel: [3, 5], strideF: 2, channels: 4 },
      { kernel: [1, 3], strideF: 3, channels: 6 },
      { kernel: [2, 1], strideF: 2, channels: 8 },
    ],
    residualChannels: 8,
    skipChannels: 12,
    kernel: 2,
    dilations: [1, 2, 4, 1, 2, 4],
    readFront: true,
  },
  mobilenet: { type: 'mobilenet', trunk, dense: 128 },
  twoSpeedCrnn: {
    type: 'crnn',
    trunk: deepTrunk,
    fast: {
      block: 1,
      conv: [
        { kernel: [3, 5], strideF: 2, channels: 4 },
        { kernel: [2, 1], strideF: 3, channels: 6 },
      ],
    },
    taps: [2, 4],
    slow: 128,
    dense: 12,
    gru: 10,
  },
  twoSpeedWavenet: {
    type: 'wavenet',
    trunk: deepTrunk,
    fast: { block: 0, conv: [{ kernel: [3, 5], strideF: 2, channels: 4 }] },
    taps: [3],
    slow: 128,
    residualChannels: 8,
    skipChannels: 12,
    kernel: 3,
    dilations: [1, 2, 1],
    readFront: true,
  },
} as const satisfies Record<string, ArchitectureManifest>;

const decision = { minDuration: 0.1, mergeGap: 0.3, on: 0.5, off: 0.3 };

function head(name: string, classes: number, activation: 'softmax' | 'sigmoid'): HeadManifest {
  const names = Array.from({ length: classes }, (_, i) => ({ name: `${name} ${i}` }));
  return { name, activation, classes: names, temperature: 1, clipPooling: 'mean-logit', decision };
}

export interface ModelFiles {
  readonly manifest: ModelManifest;
  readonly weights: ArrayBuffer;
}

/**
 * Returns the files of a complete, valid model with random float32 weights.
 * @param features by default, those of the trunk if there is one, and those of format version 1 otherwise
 */
export async function randomModel(
  architecture: ArchitectureManifest,
  seed: number,
  features: FeatureGeometry = 'trunk' in architecture ? LOG_MEL_128 : LOG_MEL_64,
): Promise<ModelFiles> {
  const random = seededRandom(seed);
  const heads = [head('genre', 10, 'softmax'), head('bird', 1, 'sigmoid'), head('events', 40, 'sigmoid')];
  const shared = createArchitecture(architecture, features);
  const { weightShapes, width, receptiveFieldFrames, recurrent, macsPerFrame, headMacsPerFrame } = shared;
  const classCount = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  const shapes: [string, readonly number[]][] = Object.entries(weightShapes);
  for (const { name, classes } of heads) {
    shapes.push([`head.${name}/kernel`, [width, classes.length]], [`head.${name}/bias`, [classes.length]]);
  }
  const values: number[] = [];
  const tensors = shapes.map(([name, shape]) => {
    const offset = values.length * 4;
    const size = shape.reduce((product, n) => product * n, 1);
    for (const value of initialValues(name, shape, size, features, random)) values.push(value);
    return { name, shape, offset };
  });
  const weights = Float32Array.from(values).buffer;
  const manifest: ModelManifest = {
    format: 'pinna-model',
    formatVersion: features.type === 'log-mel' ? 1 : 2,
    name: `random-${architecture.type}`,
    version: '0.0.0',
    features,
    architecture,
    heads,
    weights: {
      file: 'weights.bin',
      dtype: 'float32',
      bytes: weights.byteLength,
      sha256: await sha256(weights),
      tensors,
    },
    receptiveFieldFrames,
    recurrent,
    macsPerSecond: (macsPerFrame + headMacsPerFrame * classCount) / features.hopSeconds,
    licence: 'none needed',
    datasets: [],
  };
  return { manifest, weights };
}

/** Returns the SHA-256 of bytes in lower-case hex. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns random weights, scaled by the fan-in (He et al. 2015), so that activations neither vanish nor saturate. */
function initialValues(
  name: string,
  shape: readonly number[],
  size: number,
  { type }: FeatureGeometry,
  random: () => number,
): Float32Array {
  if (name === 'normalize/mean') return new Float32Array(size).fill(type === 'log-mel' ? -50 : 0);
  if (name === 'normalize/scale') return new Float32Array(size).fill(type === 'log-mel' ? 1 / 23 : 1);
  if (shape.length === 1) return randomValues(size, 0.1, random);
  const fanIn = size / shape[shape.length - 1]!;
  return randomValues(size, Math.sqrt(6 / fanIn), random);
}

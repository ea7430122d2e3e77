import { existsSync, readFileSync } from 'node:fs';
import { LOG_MEL_128 } from '../../src/features/log-mel-parameters.js';
import { createArchitecture } from '../../src/model/architectures/create-architecture.js';
import { loadModel } from '../../src/model/loading/load-model.js';
import type {
  BlockManifest,
  Model,
  ModelTensor,
  TrunkManifest,
  TwoSpeedCrnnManifest,
  TwoSpeedManifest,
  TwoSpeedWavenetManifest,
} from '../../src/model/manifest.js';
import { seededRandom } from '../harness/random.js';
import { randomValues } from '../unit/model/random-frames.js';
import { randomModel } from '../unit/model/random-model.js';

type Row = readonly [kernel: number, expand: number, channels: number, stride: number, squeeze: number];

/** Blocks of the pretrained trunk; 0 stands for none. */
const BLOCKS: readonly Row[] = [
  [3, 0, 8, 1, 0],
  [3, 24, 16, 2, 0],
  [3, 32, 16, 1, 0],
  [5, 32, 16, 2, 8],
  [5, 48, 16, 1, 16],
  [5, 48, 16, 1, 16],
  [3, 96, 32, 2, 0],
  [3, 80, 32, 1, 0],
  [3, 72, 32, 1, 0],
  [3, 72, 32, 1, 0],
  [3, 192, 48, 1, 48],
  [3, 272, 48, 1, 72],
  [5, 272, 64, 2, 72],
  [5, 384, 64, 1, 96],
  [5, 384, 64, 1, 96],
];
/** Blocks with ReLU; the others have hard swish. */
const RELU_BLOCKS = 6;

const trunk: TrunkManifest = {
  stem: { kernel: [3, 3], stride: [2, 2], channels: 8 },
  blocks: BLOCKS.map(([kernel, expand, channels, stride, squeeze], i): BlockManifest => ({
    kernel: [kernel, kernel],
    stride: [stride, stride],
    channels,
    activation: i < RELU_BLOCKS ? 'relu' : 'hard-swish',
    ...(expand > 0 ? { expand } : {}),
    ...(squeeze > 0 ? { squeeze } : {}),
  })),
  embedding: 384,
  squeezeSeconds: 2,
};

const front: TwoSpeedManifest = {
  trunk,
  fast: {
    block: 1,
    conv: [
      { kernel: [3, 5], strideF: 2, channels: 16 },
      { kernel: [3, 3], strideF: 2, channels: 24 },
    ],
  },
  taps: [6, 12],
  slow: 512,
};

/** Two-speed networks at the size of the shipped models. */
export const architectures = {
  crnn: { type: 'crnn', ...front, dense: 112, gru: 128 },
  wavenet: {
    type: 'wavenet',
    ...front,
    residualChannels: 64,
    skipChannels: 96,
    kernel: 2,
    dilations: [1, 2, 4, 8, 16, 32, 64, 128],
    readFront: true,
  },
} as const satisfies Record<string, TwoSpeedCrnnManifest | TwoSpeedWavenetManifest>;

/** Number of classes of the head `events`, beside ten genres and birds. */
const EVENTS = 533;

/**
 * Returns a two-speed network at the size of a shipped model, with random weights.
 * @param trunkFolder of a model whose trunk has weights; they are used if it exists
 */
export async function twoSpeedModel(type: keyof typeof architectures, trunkFolder: string): Promise<Model> {
  const architecture = architectures[type];
  const { manifest, weights } = await randomModel(architecture, 1);
  const { tensors } = await loadModel(manifest, weights);
  const { width, macsPerFrame, headMacsPerFrame } = createArchitecture(architecture, LOG_MEL_128);
  const random = seededRandom(2);
  const heads = manifest.heads.map((head) =>
    head.name === 'events'
      ? { ...head, classes: Array.from({ length: EVENTS }, (_, i) => ({ name: `event ${i}` })) }
      : head,
  );
  const classes = heads.reduce((sum, head) => sum + head.classes.length, 0);
  const all = new Map<string, ModelTensor>([
    ...tensors,
    ...(await trunkTensors(trunkFolder)),
    ['head.events/kernel', { shape: [width, EVENTS], values: randomValues(width * EVENTS, 0.1, random) }],
    ['head.events/bias', { shape: [EVENTS], values: randomValues(EVENTS, 0.1, random) }],
  ]);
  const macsPerSecond = (macsPerFrame + headMacsPerFrame * classes) / LOG_MEL_128.hopSeconds;
  return { manifest: { ...manifest, heads, macsPerSecond }, tensors: all };
}

async function trunkTensors(folder: string): Promise<[string, ModelTensor][]> {
  if (!existsSync(folder)) return [];
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8'));
  const { tensors } = await loadModel(manifest, new Uint8Array(readFileSync(`${folder}/weights.bin`)).buffer);
  return [...tensors].filter(([name]) => name.startsWith('trunk/'));
}

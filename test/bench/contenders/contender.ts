/**
 * Measures one method of tagging live sound in a separate process: `node contender.cjs NAME FOLDER MODEL`. Prints its figures
 * as JSON.
 */
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { BANDS } from '../../../src/features/log-mel-parameters.js';
import { selectBackend } from '../../../src/model/backends/backends.js';
import { FusedNetwork } from '../../../src/model/fused/fused-network.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { activateBackend, startBackend } from '../../../src/model/backends/start-backend.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../../unit/model/random-frames.js';
import { processorTime } from '../processor-time.js';
import { timed } from '../timed.js';
import { HOP_SECONDS, MobileNet, registerKernels, WINDOW } from './mobile-net.js';
import { onnxCrnn } from './onnx-crnn.js';

const FRAMES_PER_SECOND = 50;
const STEP = 5;
/** Duration that a window needs beyond the receptive field, to replace the recurrent state, seconds. */
const MEMORY = 1;
/** Processor time of each measurement, ms. */
const DURATION = 1500;
const random = seededRandom(1);

interface Contender {
  /** Runs once. The next fields give its duration of sound and its number of predictions. */
  readonly run: () => Promise<unknown>;
  readonly secondsPerRun: number;
  readonly predictionsPerRun: number;
  readonly macsPerSecond: number;
  /** Bytes that a browser downloads in addition to the page, gzipped. */
  readonly transferred: () => number;
  /** Greatest difference of its logits from Pinna's, if it computes the same network. */
  readonly difference?: number;
}

const [, , name, root, modelName] = process.argv as unknown as [
  string,
  string,
  keyof typeof contenders,
  string,
  string,
];
const folder = `${root}/models/${modelName}`;
const wasmFolder = `${root}/dist/wasm/`;
const wasm = wasmFilesIn(wasmFolder);
const gzipped = (path: string) => gzipSync(readFileSync(path)).length;
/** Size of what runs a network: the worker, and tfjs's WASM for what its fused kernels do not compute. */
const ownScripts = (isFused: boolean) => gzipped(`${root}/dist/worker.js`) + (isFused ? 0 : gzipped(wasm.simd));

async function model(): Promise<Model> {
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8'));
  return loadModel(manifest, new Uint8Array(readFileSync(`${folder}/weights.bin`)).buffer);
}

const weightBytes = () => gzipped(`${folder}/weights.bin`) + gzipped(`${folder}/model.json`);

const contenders = {
  /** The shipped network, streaming. */
  async pinna(): Promise<Contender> {
    const loaded = await model();
    const { network } = await selectBackend(loaded, { requested: 'wasm', stepFrames: STEP, wasm });
    const frames = randomFrames(STEP * network.framesPerOutput, random, loaded.manifest.features);
    return {
      run: () => network.step(frames),
      secondsPerRun: STEP / FRAMES_PER_SECOND,
      predictionsPerRun: STEP,
      macsPerSecond: loaded.manifest.macsPerSecond,
      transferred: () => ownScripts(FusedNetwork.canRun(loaded.manifest)) + weightBytes(),
    };
  },

  /** (a) The same network without state: it computes a whole window for every prediction. */
  async window(): Promise<Contender> {
    const loaded = await model();
    const { features } = loaded.manifest;
    const { network } = await selectBackend(loaded, { requested: 'wasm', stepFrames: STEP, wasm });
    const length = network.receptiveFieldFrames + Math.round(MEMORY / features.hopSeconds);
    const window = randomFrames(length, random, features);
    return {
      run: () => {
        network.reset();
        return network.step(window);
      },
      secondsPerRun: 1 / FRAMES_PER_SECOND,
      predictionsPerRun: 1,
      macsPerSecond: loaded.manifest.macsPerSecond * length * features.hopSeconds * FRAMES_PER_SECOND,
      transferred: () => ownScripts(FusedNetwork.canRun(loaded.manifest)) + weightBytes(),
    };
  },

  /** (b) The same network and state in ONNX, streaming on onnxruntime-web with one WASM thread. */
  async onnx(): Promise<Contender> {
    const loaded = await model();
    const ort = await import('onnxruntime-web');
    ort.env.wasm.numThreads = 1;
    const { bytes, stateShapes } = onnxCrnn(loaded, STEP);
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const zeros = () =>
      stateShapes.map((shape) => new ort.Tensor('float32', new Float32Array(shape.reduce((a, b) => a * b)), shape));
    let state = zeros();
    const step = async (frames: Float32Array) => {
      const feeds = { x: new ort.Tensor('float32', frames, [STEP, BANDS]) };
      const results = await session.run({
        ...feeds,
        ...Object.fromEntries(state.map((tensor, i) => [`state${i}`, tensor])),
      });
      state = state.map((_, i) => results[`next${i}`] as (typeof state)[number]);
      return results;
    };
    const frames = randomFrames(STEP, random);
    const results = [await step(frames), await step(frames)][1]!;
    await startBackend('cpu', { software: false, limit: Infinity });
    await activateBackend('cpu');
    const { network } = await selectBackend(loaded, { requested: 'cpu', stepFrames: STEP });
    const ours = [await network.step(frames), await network.step(frames)][1]!;
    const difference = Math.max(
      ...Object.entries(ours).flatMap(([head, logits]) =>
        Array.from(logits, (logit, i) => Math.abs(logit - (results[head]!.data as Float32Array)[i]!)),
      ),
    );
    network.dispose();
    const dist = `${root}/node_modules/onnxruntime-web/dist`;
    return {
      run: () => step(frames),
      secondsPerRun: STEP / FRAMES_PER_SECOND,
      predictionsPerRun: STEP,
      macsPerSecond: loaded.manifest.macsPerSecond,
      transferred: () =>
        ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']
          .map((file) => gzipped(`${dist}/${file}`))
          .reduce((a, b) => a + b, gzipSync(bytes).length),
      difference,
    };
  },

  /** (c) A network with YAMNet's layers and usual hop, on the same WASM backend. */
  async mobileNet(): Promise<Contender> {
    registerKernels();
    await startBackend('wasm', { wasm, software: false, limit: Infinity });
    const network = new MobileNet();
    const window = randomFrames(WINDOW[0], random);
    return {
      run: () => network.predict(window),
      secondsPerRun: HOP_SECONDS,
      predictionsPerRun: 1,
      macsPerSecond: network.macs / HOP_SECONDS,
      transferred: () => ownScripts(false) + 4 * network.parameters,
    };
  },
};

async function measure(): Promise<object> {
  tf.enableProdMode();
  const before = process.memoryUsage().rss;
  const began = processorTime();
  const contender = await contenders[name]();
  await contender.run();
  const startUp = processorTime() - began;
  const milliseconds = await timed(contender.run, { duration: DURATION });
  return {
    name,
    millisecondsPerSecond: milliseconds / contender.secondsPerRun,
    predictionsPerSecond: contender.predictionsPerRun / contender.secondsPerRun,
    macsPerSecond: contender.macsPerSecond,
    startUpMilliseconds: startUp,
    transferredBytes: contender.transferred(),
    memoryBytes: process.memoryUsage().rss - before,
    difference: contender.difference,
  };
}

void measure().then((figures) => {
  process.stdout.write(JSON.stringify(figures));
  process.exit();
});

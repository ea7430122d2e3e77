/**
 * Measures the time of each stage and its distance from the limit: `node stages.cjs MODEL-FOLDER WASM-FOLDER`. Prints figures
 * as JSON.
 */
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { RingBuffer } from 'ringbuf.js';
import { CONTROL_BYTES } from '../../src/capture/transport/ring-layout.js';
import { RingReader } from '../../src/capture/transport/ring-reader.js';
import { RingWriter } from '../../src/capture/transport/ring-writer.js';
import { Decisions } from '../../src/decisions/decisions.js';
import { Engine } from '../../src/engine/engine.js';
import { frameGeometry } from '../../src/features/frame-geometry.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { rowsPerStep } from '../../src/features/rows.js';
import { PowerSpectrum } from '../../src/features/power-spectrum.js';
import { selectBackend } from '../../src/model/backends/backends.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { loadModel } from '../../src/model/loading/load-model.js';
import { startBackend } from '../../src/model/backends/start-backend.js';
import { wasmFilesIn } from '../../src/model/backends/wasm-files.js';
import { seededRandom } from '../harness/random.js';
import { randomFrames } from '../unit/model/random-frames.js';
import { kernelProfile } from './kernel-profile.js';
import { timed } from './timed.js';

const RATE = 48_000;
/** Duration of a step, frames of 20 ms. */
const STEP = 5;
const STEP_SECONDS = 0.1;
const QUANTUM = 128;
/** Numbers of rows and columns of the probe's square matrices; the fastest of them gives the peak. */
const PROBES = [128, 192, 256];

/** Measures the peak speed of one core: multiply-adds per second of a plain matrix product on the current backend. */
async function peak(): Promise<number> {
  const rates: number[] = [];
  for (const size of PROBES) {
    const [a, b] = [tf.randomUniform<tf.Rank.R2>([size, size]), tf.randomUniform<tf.Rank.R2>([size, size])];
    rates.push((1000 * size ** 3) / (await timed(() => tf.matMul(a, b).dispose())));
    tf.dispose([a, b]);
  }
  return Math.max(...rates);
}

/** Returns a function that writes and reads a step's samples through the ring, quantum by quantum. */
function capture(samples: Float32Array): () => void {
  const storage = RingBuffer.getStorageForCapacity(RATE, Float32Array) as unknown as SharedArrayBuffer;
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  const [writer, reader] = [new RingWriter(storage, control, RATE / 100), new RingReader(storage, control)];
  let position = 0;
  return () => {
    for (let start = 0; start < samples.length; start += QUANTUM, position += QUANTUM) {
      writer.write(samples.subarray(start, start + QUANTUM), position);
    }
    while (reader.read());
  };
}

async function measure(): Promise<object> {
  const [, , modelFolder, wasmFolder] = process.argv as unknown as [string, string, string, string];
  const manifest: unknown = JSON.parse(readFileSync(`${modelFolder}/model.json`, 'utf8'));
  const model = await loadModel(manifest, new Uint8Array(readFileSync(`${modelFolder}/weights.bin`)).buffer);
  const wasm = wasmFilesIn(wasmFolder);
  // The probe runs on tfjs also where the network does not.
  await startBackend('wasm', { wasm, software: false, limit: Infinity });
  const { network } = await selectBackend(model, { requested: 'wasm', stepFrames: STEP, wasm });
  const random = seededRandom(1);
  const samples = Float32Array.from({ length: RATE * STEP_SECONDS }, () => 0.2 * (random() - 0.5));
  const rows = rowsPerStep(STEP, network.rowSeconds);
  const inputFrames = rows * network.framesPerOutput;
  const frames = randomFrames(inputFrames, random, model.manifest.features);

  const before = await peak();
  const features = new LogMelStream(RATE, model.manifest.features);
  const geometry = frameGeometry(RATE, model.manifest.features);
  const spectrum = new PowerSpectrum(geometry);
  const logits = await network.step(frames);
  const decisions = new Decisions(model.manifest.heads, network.rowSeconds);
  let now = 0;
  const decide = () => {
    now += STEP_SECONDS;
    return decisions.push(logits, rows, now);
  };
  const { port1, port2 } = new MessageChannel();
  const update = decide();
  const message = { type: 'frames', time: 0, input: frames, update };
  const post = () =>
    new Promise((resolve) => {
      port2.once('message', resolve);
      port1.postMessage(message);
    });

  const spectrumTime =
    inputFrames * (await timed(() => spectrum.compute(samples.subarray(0, geometry.window)), { calls: 20 }));
  const featureTime = await timed(() => features.push(samples), { calls: 10 });
  const stages = {
    capture: await timed(capture(samples), { calls: 10 }),
    FFT: spectrumTime,
    mel: featureTime - spectrumTime,
    network: await timed(() => network.step(frames)),
    decisions: await timed(decide, { calls: 10 }),
    messages: await timed(post, { calls: 10 }),
  };
  const engine = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: STEP });
  const pipeline = await timed(() => engine.push(samples));
  const kernels = FusedNetwork.canRun(model.manifest) ? [] : await kernelProfile(() => network.step(frames), 400);
  const after = await peak();
  port1.close();

  const macsPerSecond = Math.max(before, after);
  const floor = (1000 * model.manifest.macsPerSecond * STEP_SECONDS) / macsPerSecond;
  return {
    sampleRate: RATE,
    stepFrames: STEP,
    peakMacsPerSecond: macsPerSecond,
    macsPerSecond: model.manifest.macsPerSecond,
    millisecondsPerStep: { floor, network: stages.network, pipeline, features: featureTime },
    timesTheFloor: { network: stages.network / floor, pipeline: pipeline / floor },
    percentOfCore: { network: stages.network, pipeline, features: featureTime },
    stages,
    kernels,
  };
}

void measure().then((figures) => {
  process.stdout.write(JSON.stringify(figures));
  process.exit();
});

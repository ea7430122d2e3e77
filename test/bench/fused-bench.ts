/**
 * Measures the networks of two speeds on tensors and fused, part by part: `node fused-bench.cjs crnn|wavenet TRUNK-FOLDER
 * WASM-FOLDER`. Prints figures as JSON.
 */
import { startBackend } from '../../src/model/backends/start-backend.js';
import { wasmFilesIn } from '../../src/model/backends/wasm-files.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { seededRandom } from '../harness/random.js';
import { randomFrames } from '../unit/model/random-frames.js';
import { partsOf, type Part } from './fused-parts.js';
import { processorTime } from './processor-time.js';
import { twoSpeedModel, type architectures } from './two-speed-model.js';

/** Input frames per step: 100 ms. */
const STEP = 10;
const STEP_SECONDS = 0.1;
/** Steps after which the same layers are due again. */
const ROUND = 16;
/** Processor time, ms: of the steps before the first measurement, which compile the code, and of a measurement. */
const WARM_UP = 400;
const DURATION = 80;
/** Number of measurements, of which the fastest counts. */
const REPEATS = 8;

/** Runs the steps of a round. */
type Round = () => void | Promise<void>;

/** Measures the processor time of a step, ms, of several versions by turns. */
async function timesOf(versions: readonly Round[]): Promise<number[]> {
  const best = versions.map(() => Infinity);
  for (const round of versions) await meanStep(round, WARM_UP);
  for (let i = 0; i < REPEATS; i++) {
    for (const [at, round] of versions.entries()) best[at] = Math.min(best[at]!, await meanStep(round, DURATION));
  }
  return best;
}

async function meanStep(round: Round, duration: number): Promise<number> {
  const began = processorTime();
  let rounds = 0;
  do {
    await round();
    rounds += 1;
  } while (processorTime() - began < duration);
  return (processorTime() - began) / (rounds * ROUND);
}

/** Returns a function that runs a part at the frames that reach it in a round. */
function roundOf({ stride, strideT }: Part, run: (frames: number, phase: number) => void): () => void {
  return () => {
    for (let step = 0; step < ROUND; step++) {
      const before = Math.floor((step * STEP) / stride);
      const frames = Math.floor(((step + 1) * STEP) / stride) - before;
      if (frames > 0) run(frames, before % strideT);
    }
  };
}

interface Times {
  readonly name: string;
  /** Multiply-adds per second of sound. */
  readonly macsPerSecond: number;
  /** ms per step: tensors on a backend, or fused. */
  readonly cpu: number;
  readonly wasm: number;
  readonly fused: number;
}

async function measure(): Promise<object> {
  const [, , type, trunkFolder, wasmFolder] = process.argv as unknown as string[];
  const model = await twoSpeedModel(type as keyof typeof architectures, trunkFolder!);
  const { macsPerSecond, features } = model.manifest;
  const frames = randomFrames(STEP, seededRandom(1), features);
  const wholeOf = (network: StreamingNetwork): Round => {
    return async () => {
      for (let step = 0; step < ROUND; step++) await network.step(frames);
    };
  };
  const use = (backend: 'cpu' | 'wasm') =>
    startBackend(backend, { wasm: wasmFilesIn(wasmFolder!), software: false, limit: Infinity });

  await use('wasm');
  const rows: Omit<Times, 'cpu'>[] = [];
  const add = async (name: string, macs: number, tensorRound: Round, fusedRound: Round) => {
    const [wasm, fused] = await timesOf([tensorRound, fusedRound]);
    rows.push({ name, macsPerSecond: macs, wasm: wasm!, fused: fused! });
  };
  const fused = new StreamingNetwork(FusedNetwork.create(model));
  await add('whole network', macsPerSecond, wholeOf(StreamingNetwork.create(model)), wholeOf(fused));
  for (const part of partsOf(model)) {
    const macs = part.macsPerFrame / features.hopSeconds;
    await add(part.name, macs, roundOf(part, part.tensors), roundOf(part, part.fused));
  }
  await use('cpu');
  const onCpu = [wholeOf(StreamingNetwork.create(model)), ...partsOf(model).map((part) => roundOf(part, part.tensors))];
  const times: Times[] = [];
  for (const [i, row] of rows.entries()) times.push({ ...row, cpu: (await timesOf([onCpu[i]!]))[0]! });
  return { type, stepSeconds: STEP_SECONDS, rows: times };
}

void measure().then((figures) => {
  process.stdout.write(JSON.stringify(figures));
  process.exit();
});

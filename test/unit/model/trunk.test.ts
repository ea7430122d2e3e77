import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { silentFrames } from '../../../src/features/band-value.js';
import type { MobilenetManifest, Model } from '../../../src/model/manifest.js';
import { Network } from '../../../src/model/network/network.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { seededRandom } from '../../harness/random.js';
import { modelIn, pathOf, readJson } from '../on-disk.js';
import { expectClose } from './expect-close.js';
import { randomCuts } from './random-frames.js';
import { rejects } from './rejects.js';
import { useBackend } from './test-backends.js';
import { goldenFrames, type TrunkGolden } from './trunk-golden.js';

const TINY = 'test/fixtures/reference/trunk-tiny';
/** The trunk of the real size, if `pinna_training.networks.trunk_folder` has written it. */
const REAL = 'models/training/runs/trunk';
const PERIOD = 32;

/** Returns the model without its classifier: its rows are the embeddings. */
function embeddingsOnly(model: Model): Model {
  const { type, trunk } = model.manifest.architecture as MobilenetManifest;
  const architecture = { type, trunk };
  const width = architecture.trunk.embedding;
  const kernel = new Float32Array(width * width);
  for (let i = 0; i < width; i++) kernel[i * (width + 1)] = 1;
  const classes = Array.from({ length: width }, (_value, i) => ({ name: `${i}` }));
  const head = { ...model.manifest.heads[0]!, name: 'embedding', classes };
  const tensors = new Map(model.tensors)
    .set('head.embedding/kernel', { shape: [width, width], values: kernel })
    .set('head.embedding/bias', { shape: [width], values: new Float32Array(width) });
  return { manifest: { ...model.manifest, architecture, heads: [head] }, tensors };
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`trunk on ${backend}`, () => {
    let model: Model;
    let golden: TrunkGolden;
    let frames: Float32Array;
    let network: StreamingNetwork;
    const bands = 128;
    const cut = (first: number, count: number) => frames.subarray(first * bands, (first + count) * bands);

    /** Steps through frames of the golden input. */
    async function stepped(cuts: readonly number[]): Promise<Float32Array> {
      const rows: number[] = [];
      let first = 0;
      for (const count of cuts) {
        rows.push(...(await network.step(cut(first, count))).events!);
        first += count;
      }
      return Float32Array.from(rows);
    }

    beforeAll(async () => {
      await useBackend(backend);
      model = await modelIn(TINY);
      golden = await readJson<TrunkGolden>(`${TINY}/golden.json`);
      frames = goldenFrames(golden, model);
    });
    beforeEach(() => {
      network = StreamingNetwork.create(model);
    });
    afterEach(() => {
      network.dispose();
      expect(tf.memory().numTensors, 'tensors left').to.equal(0);
    });

    for (const folder of [TINY, REAL]) {
      it.skipIf(!existsSync(pathOf(folder)))(`${folder}: computes the embeddings and logits of PyTorch`, async () => {
        const whole = await modelIn(folder);
        const expected = await readJson<TrunkGolden>(`${folder}/golden.json`);
        expect(expected.frames).to.be.at.least(whole.manifest.receptiveFieldFrames);
        for (const [loaded, outputs] of [
          [whole, expected.logits],
          [embeddingsOnly(whole), { embedding: expected.embedding }],
        ] as const) {
          const other = StreamingNetwork.create(loaded);
          const rows = await other.step(goldenFrames(expected, loaded));
          expect(Object.keys(rows)).to.have.members(Object.keys(outputs));
          for (const [name, values] of Object.entries(outputs)) {
            expectClose(rows[name]!, values.flat(), 1e-4, name);
          }
          other.dispose();
        }
      });
    }

    it('returns the rows of the whole in steps of 1 to 40 frames', async () => {
      const count = 200;
      const expected = tf.tidy(() => {
        const whole = Network.create(model);
        const x = tf.tensor2d(cut(0, count), [count, bands]);
        const values = whole.forward(x, whole.initialState()).logits!.dataSync<'float32'>();
        whole.dispose();
        return values;
      });
      expect(expected.length).to.equal(Math.floor(count / PERIOD) * 5);
      for (let size = 1; size <= 40; size++) {
        network.reset();
        const cuts = Array.from({ length: Math.ceil(count / size) }, (_, i) => Math.min(size, count - i * size));
        expectClose(await stepped(cuts), expected, 1e-5, `steps of ${size}`);
      }
      const random = seededRandom(5);
      for (let i = 0; i < 10; i++) {
        network.reset();
        const cuts = randomCuts(count, 40, random);
        expectClose(await stepped(cuts), expected, 1e-5, `steps of ${cuts.join(', ')}`);
      }
    });

    it('returns a row when the last of 32 frames arrives', async () => {
      expect(network.framesPerOutput).to.equal(PERIOD);
      expect((await network.step(cut(0, 31))).events).to.have.length(0);
      expect((await network.step(cut(31, 1))).events).to.have.length(5);
      expect((await network.step(cut(32, 95))).events).to.have.length(10);
      expect((await network.step(cut(127, 1))).events).to.have.length(5);
    });

    it('continues elsewhere from a state that was exported at any phase', async () => {
      const other = network.share();
      for (let phase = 0; phase < PERIOD; phase++) {
        network.reset();
        await network.step(cut(0, PERIOD + phase));
        await other.importState(await network.exportState());
        const rest = cut(PERIOD + phase, 70);
        expect(await other.step(rest), `phase ${phase}`).to.deep.equal(await network.step(rest));
      }
      other.dispose();
    });

    it('refuses a state without a phase, and one with an invalid phase', async () => {
      const state = await network.exportState();
      await rejects(network.importState(state.slice(0, -1)), 'bad-option');
      await rejects(network.importState([...state, new Float32Array(1)]), 'bad-option');
      for (const phase of [-1, 0.5, PERIOD, NaN]) {
        await rejects(network.importState([...state.slice(0, -1), Float32Array.of(phase)]), 'bad-option');
      }
    });

    it('holds as many tensors after 1000 steps as after one', async () => {
      await network.step(cut(0, 1));
      const before = tf.memory();
      for (let i = 0; i < 1000; i++) await network.step(cut(i % 200, 1 + (i % 3)));
      expect(tf.memory().numTensors).to.equal(before.numTensors);
      expect(tf.memory().numBytes).to.equal(before.numBytes);
    });

    it('starts as if after endless silence', async () => {
      const { events } = await network.step(silentFrames(model.manifest.features, 96));
      for (let row = 1; row < 3; row++)
        expectClose(events!.slice(5 * row, 5 * row + 5), events!.slice(0, 5), 1e-5, 'row');
      const sound = cut(0, 128);
      const late = await network.step(sound);
      network.reset();
      expectClose(late.events!, (await network.step(sound)).events!, 1e-5, 'after silence');
    });

    it('keeps its rows at their places in time when it restarts after non-finite numbers', async () => {
      await network.step(cut(0, 20));
      const state = await network.exportState();
      const phase = state.pop()!;
      await network.importState([...state.map((values) => values.fill(NaN)), phase]);
      expect((await network.step(cut(20, 11))).events).to.have.length(0);
      const { events } = await network.step(cut(31, 1));
      expect(events).to.have.length(5);
      expect(events!.every(Number.isFinite)).to.equal(true);
      expect(network.restarts).to.equal(1);
    });

    it('runs all layers in the warm-up', async () => {
      const profile = await tf.profile(async () => {
        await network.warmUp(12);
        return [];
      });
      const lasts = profile.kernels.filter(({ outputShapes }) => outputShapes.some((shape) => shape[1] === 20));
      expect(lasts).to.not.have.length(0);
    });
  });
}

describe('the architecture of the trunk', () => {
  it('has the state shapes and rates of its manifest', async () => {
    const { manifest } = await modelIn(TINY);
    const { period, framesPerOutput, width, stateShapes, recurrent } = createArchitecture(
      manifest.architecture,
      manifest.features,
    );
    expect({ period, framesPerOutput, width, recurrent }).to.deep.equal({
      period: PERIOD,
      framesPerOutput: PERIOD,
      width: 12,
      recurrent: true,
    });
    expect(stateShapes).to.have.length(1 + 15 + 8);
    expect(stateShapes.slice(0, 3)).to.deep.equal([
      [1, 2, 128, 1],
      [1, 2, 64, 3],
      [1, 2, 64, 6],
    ]);
  });
});

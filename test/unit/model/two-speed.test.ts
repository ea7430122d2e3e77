import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { silentFrames } from '../../../src/features/band-value.js';
import type { Model } from '../../../src/model/manifest.js';
import { Network } from '../../../src/model/network/network.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { seededRandom } from '../../harness/random.js';
import { modelIn, readJson } from '../on-disk.js';
import { expectClose } from './expect-close.js';
import { randomCuts } from './random-frames.js';
import { useBackend } from './test-backends.js';
import { goldenFrames, type NoiseGolden } from './trunk-golden.js';

const BANDS = 128;
const FRAMES_PER_ROW = 2;
const FIXTURES = [
  { name: 'crnn-trunk-tiny', period: 32 },
  { name: 'wavenet-trunk-tiny', period: 16 },
];

for (const backend of ['cpu', 'wasm'] as const) {
  for (const { name, period } of FIXTURES) {
    describe(`${name} on ${backend}`, () => {
      const folder = `test/fixtures/reference/${name}`;
      let model: Model;
      let golden: NoiseGolden;
      let frames: Float32Array;
      let network: StreamingNetwork;
      const cut = (first: number, count: number) => frames.subarray(first * BANDS, (first + count) * BANDS);

      /** Steps through frames of the golden input, from `first` on. Returns the logits of the head `events`. */
      async function stepped(cuts: readonly number[], first = 0): Promise<Float32Array> {
        const rows: number[] = [];
        for (const count of cuts) {
          rows.push(...(await network.step(cut(first, count))).events!);
          first += count;
        }
        return Float32Array.from(rows);
      }

      /** Returns the logits of the head `events` for frames from the stream's start, computed at once. */
      function whole(count: number): Float32Array {
        return tf.tidy(() => {
          const all = Network.create(model);
          const { logits } = all.forward(tf.tensor2d(cut(0, count), [count, BANDS]), all.initialState());
          const events = model.manifest.heads.at(-1)!.classes.length;
          const values = tf.slice(logits!, [0, logits!.shape[1] - events], [-1, events]).dataSync<'float32'>();
          all.dispose();
          return values;
        });
      }

      beforeAll(async () => {
        await useBackend(backend);
        model = await modelIn(folder);
        golden = await readJson<NoiseGolden>(`${folder}/golden.json`);
        frames = goldenFrames(golden, model);
      });
      beforeEach(() => {
        network = StreamingNetwork.create(model);
      });
      afterEach(() => {
        network.dispose();
        expect(tf.memory().numTensors, 'tensors left').to.equal(0);
      });

      it('computes the logits of PyTorch from the first row on', async () => {
        expect(golden.frames).to.be.at.least(model.manifest.receptiveFieldFrames);
        const logits = await network.step(frames);
        expect(Object.keys(logits)).to.have.members(Object.keys(golden.logits));
        for (const [head, expected] of Object.entries(golden.logits)) {
          expect(expected.length, 'rows').to.equal(Math.floor(golden.frames / FRAMES_PER_ROW));
          const values = expected.flat();
          expect(Math.max(...values) - Math.min(...values), `range of ${head}`).to.be.above(0.1);
          expectClose(logits[head]!, values, 1e-4, head);
        }
      });

      it('returns the rows of the whole for steps of every size up to a period and one', async () => {
        const count = 3 * period + 5;
        const expected = whole(count);
        for (let size = 1; size <= period + 1; size++) {
          network.reset();
          const cuts = Array.from({ length: Math.ceil(count / size) }, (_, i) => Math.min(size, count - i * size));
          expectClose(await stepped(cuts), expected, 1e-5, `steps of ${size}`);
        }
      });

      it('returns the rows of the whole for random steps from any phase on', async () => {
        const count = 3 * period;
        const expected = whole(count);
        const random = seededRandom(5);
        for (let phase = 0; phase < period; phase++) {
          network.reset();
          const rest = randomCuts(count - phase, period + 3, random);
          const cuts = phase > 0 ? [phase, ...rest] : rest;
          expectClose(await stepped(cuts), expected, 1e-5, `steps of ${cuts.join(', ')}`);
        }
      });

      it('returns a row with every second frame', async () => {
        expect(network.framesPerOutput).to.equal(FRAMES_PER_ROW);
        expect(network.period).to.equal(period);
        expect((await network.step(cut(0, 1))).events).to.have.length(0);
        expect((await network.step(cut(1, 1))).events).to.have.length(4);
        expect((await network.step(cut(2, 3))).events).to.have.length(4);
        expect((await network.step(cut(5, 1))).events).to.have.length(4);
      });

      it('continues elsewhere from a state that was exported at any phase', async () => {
        const other = network.share();
        for (let phase = 0; phase < period; phase++) {
          network.reset();
          await network.step(cut(0, period + phase));
          await other.importState(await network.exportState());
          const rest = cut(period + phase, 2 * period + 1);
          expect(await other.step(rest), `phase ${phase}`).to.deep.equal(await network.step(rest));
        }
        other.dispose();
      });

      it('holds as many tensors after 1000 steps as after one', async () => {
        await network.step(cut(0, 1));
        const before = tf.memory();
        for (let i = 0; i < 1000; i++) await network.step(cut(i % 200, 1 + (i % 3)));
        expect(tf.memory().numTensors).to.equal(before.numTensors);
        expect(tf.memory().numBytes).to.equal(before.numBytes);
      });

      it('starts as if after endless silence, but for the GRU', async () => {
        const silence = silentFrames(model.manifest.features, 4 * period);
        const resting = await network.exportState();
        const { events } = await network.step(silence);
        const late = await network.exportState();
        const recurrent = model.manifest.architecture.type === 'crnn' ? late.length - 2 : -1;
        late.forEach((values, i) => {
          if (i !== recurrent) expectClose(values, resting[i]!, 1e-5, `state ${i}`);
        });
        if (recurrent < 0) expectClose(events!.slice(-4), events!.slice(0, 4), 1e-5, 'rows');
        else expect(resting[recurrent]!.every((value) => value === 0)).to.equal(true);
      });

      it('keeps its rows at their places in time when it restarts after non-finite numbers', async () => {
        await network.step(cut(0, period - 3));
        const state = await network.exportState();
        const phase = state.pop()!;
        await network.importState([...state.map((values) => values.fill(NaN)), phase]);
        const { events } = await network.step(cut(period - 3, 2));
        expect(events).to.have.length(4);
        expect(events!.every(Number.isFinite)).to.equal(true);
        expect(network.restarts).to.equal(1);
        expect((await network.step(cut(period - 1, 1))).events).to.have.length(4);
        expect(network.restarts).to.equal(1);
      });
    });
  }
}

describe('an architecture of two speeds', () => {
  it('has the state shapes, rates and weights of its manifest', async () => {
    const { manifest } = await modelIn('test/fixtures/reference/crnn-trunk-tiny');
    const built = createArchitecture(manifest.architecture, manifest.features);
    const { period, framesPerOutput, width, stateShapes, weightShapes, recurrent } = built;
    expect({ period, framesPerOutput, width, recurrent }).to.deep.equal({
      period: 32,
      framesPerOutput: 2,
      width: 10 + 12 + 14,
      recurrent: true,
    });
    expect(stateShapes.slice(1 + 15 + 8)).to.deep.equal([
      [1, 2, 64, 3],
      [1, 1, 32, 4],
      [1, 12],
      [1, 12],
      [1, 12],
      [1, 14],
      [1, 10],
    ]);
    expect(weightShapes['dense/kernel']).to.deep.equal([16 * 6, 12]);
    expect(weightShapes['dense/tap0']).to.deep.equal([16 * 4, 12]);
    expect(weightShapes['dense/embedding']).to.deep.equal([20, 12]);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, beforeEach, describe, it, vi } from 'vitest';
import { silentFrames } from '../../../../src/features/band-value.js';
import { FusedNetwork } from '../../../../src/model/fused/fused-network.js';
import { loadModel } from '../../../../src/model/loading/load-model.js';
import type { ArchitectureManifest, Model } from '../../../../src/model/manifest.js';
import type { Logits } from '../../../../src/model/network/head-weights.js';
import { StreamingNetwork } from '../../../../src/model/network/streaming-network.js';
import { seededRandom } from '../../../harness/random.js';
import { twoSpeedModel } from '../../../bench/two-speed-model.js';
import { modelIn, readJson } from '../../on-disk.js';
import { expectClose } from '../expect-close.js';
import { randomCuts, randomFrames } from '../random-frames.js';
import { architectures, randomModel } from '../random-model.js';
import { rejects } from '../rejects.js';
import { useBackend } from '../test-backends.js';
import { goldenFrames, type NoiseGolden } from '../trunk-golden.js';
import { expectSame } from './expect-same.js';

const { mobilenet, twoSpeedCrnn, twoSpeedWavenet } = architectures;

/** Networks that differ from each other in every part. Some of their widths cannot be divided by eight. */
const fusible: Record<string, ArchitectureManifest> = {
  mobilenet,
  'mobilenet without dense layer': { type: 'mobilenet', trunk: mobilenet.trunk },
  'crnn of two speeds': twoSpeedCrnn,
  'wavenet of two speeds': twoSpeedWavenet,
  'crnn without taps and convolutions': { ...twoSpeedCrnn, taps: [], fast: { block: 2, conv: [] } },
  'wavenet with long dilations': {
    ...twoSpeedWavenet,
    fast: { block: 1, conv: [] },
    taps: [5],
    dilations: [1, 16, 64],
    readFront: false,
  },
};

const BANDS = 128;
const COUNT = 200;

function expectSameLogits(actual: Logits, expected: Logits, what: string): void {
  expect(Object.keys(actual)).to.deep.equal(Object.keys(expected));
  for (const [head, values] of Object.entries(expected)) expectSame(actual[head]!, values, `${what}: ${head}`);
}

async function expectSameState(actual: StreamingNetwork, expected: StreamingNetwork, what: string): Promise<void> {
  const [own, reference] = [await actual.exportState(), await expected.exportState()];
  expect(own, 'state tensors').to.have.length(reference.length);
  reference.forEach((values, i) => expectSame(own[i]!, values, `${what}: state ${i}`));
}

/** Joins the logits of consecutive steps. */
function joined(steps: readonly Logits[]): Logits {
  const heads = Object.keys(steps[0]!);
  return Object.fromEntries(
    heads.map((head) => [head, Float32Array.from(steps.flatMap((logits) => [...logits[head]!]))]),
  );
}

for (const [name, architecture] of Object.entries(fusible)) {
  describe(`fused ${name}`, () => {
    let model: Model;
    let frames: Float32Array;
    let reference: StreamingNetwork;
    let fused: StreamingNetwork;
    const cut = (first: number, count: number) => frames.subarray(first * BANDS, (first + count) * BANDS);

    async function stepped(network: StreamingNetwork, cuts: readonly number[]): Promise<Logits> {
      const steps: Logits[] = [];
      let first = 0;
      for (const count of cuts) {
        steps.push(await network.step(cut(first, count)));
        first += count;
      }
      return joined(steps);
    }

    beforeAll(async () => {
      await useBackend('cpu');
      const { manifest, weights } = await randomModel(architecture, 7);
      model = await loadModel(manifest, weights);
      frames = randomFrames(COUNT, seededRandom(8), manifest.features);
    });
    beforeEach(() => {
      reference = StreamingNetwork.create(model);
      fused = new StreamingNetwork(FusedNetwork.create(model));
    });
    afterEach(() => {
      reference.dispose();
      fused.dispose();
      expect(tf.memory().numTensors, 'tensors left').to.equal(0);
    });

    it('has the geometry of the tensor version', () => {
      for (const property of ['manifest', 'period', 'framesPerOutput', 'receptiveFieldFrames'] as const) {
        expect(fused[property], property).to.equal(reference[property]);
      }
    });

    it('begins with the state of the tensor version', async () => {
      await expectSameState(fused, reference, 'at the start');
    });

    it('computes logits and state of the tensor version for every size of steps and random cuts', async () => {
      const expected = await reference.step(frames);
      const random = seededRandom(9);
      const sizes = Array.from({ length: 34 }, (_, i) =>
        Array.from({ length: Math.ceil(COUNT / (i + 1)) }, (_value, k) => Math.min(i + 1, COUNT - k * (i + 1))),
      );
      const cuttings = [...sizes, ...Array.from({ length: 20 }, () => randomCuts(COUNT, 40, random)), [COUNT]];
      for (const cuts of cuttings) {
        fused.reset();
        const what = `steps of ${cuts.slice(0, 5).join(', ')} …`;
        expectSameLogits(await stepped(fused, cuts), expected, what);
        await expectSameState(fused, reference, what);
      }
    });

    it('continues from a state of the tensor version at any phase, and the other way round', async () => {
      for (let phase = 0; phase < fused.period; phase++) {
        reference.reset();
        await reference.step(cut(0, 64 + phase));
        await fused.importState(await reference.exportState());
        const rest = cut(64 + phase, 70);
        const expected = await reference.step(rest);
        expectSameLogits(await fused.step(rest), expected, `from tensors, phase ${phase}`);
        await reference.importState(await fused.exportState());
        const last = cut(134 + phase, 20);
        expectSameLogits(await reference.step(last), await fused.step(last), `to tensors, phase ${phase}`);
      }
    });

    it('keeps the streams of several listeners apart', async () => {
      const expected = await reference.step(frames);
      const random = seededRandom(10);
      // Ten listeners, of which one begins in the middle of the others, and one ends.
      const listeners = Array.from({ length: 10 }, () => ({ network: fused.share(), first: 0, steps: [] as Logits[] }));
      listeners[0]!.network.dispose();
      for (let round = 0; listeners.slice(1).some(({ first }) => first < COUNT); round++) {
        for (const listener of listeners.slice(1, round < 5 ? 9 : 10)) {
          const count = Math.min(1 + Math.floor(random() * 40), COUNT - listener.first);
          if (count > 0) listener.steps.push(await listener.network.step(cut(listener.first, count)));
          listener.first += count;
        }
      }
      for (const { network, steps } of listeners.slice(1)) {
        expectSameLogits(joined(steps), expected, 'one of ten');
        network.dispose();
      }
    });

    it('holds as many tensors, and as much memory of the kernels, after 1000 steps as after the first', async () => {
      await fused.step(cut(0, 3));
      const before = tf.memory();
      const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
      for (let i = 0; i < 1000; i++) await fused.step(cut(i % 190, 1 + (i % 3)));
      expect(grow.mock.calls).to.have.length(0);
      grow.mockRestore();
      expect(tf.memory().numTensors).to.equal(before.numTensors);
      expect(tf.memory().numBytes).to.equal(before.numBytes);
    });

    it('keeps the stream during a warm-up', async () => {
      const expected = await reference.step(frames);
      const first = await fused.step(cut(0, 33));
      await fused.warmUp(7);
      expectSameLogits(joined([first, await fused.step(cut(33, COUNT - 33))]), expected, 'around the warm-up');
    });

    it('restarts after non-finite numbers like the tensor version, and keeps its rows at their places in time', async () => {
      const logits: Logits[][] = [];
      for (const network of [fused, reference]) {
        await network.step(cut(0, 21));
        const state = await network.exportState();
        const phase = state.pop()!;
        await network.importState([...state.map((values) => values.fill(NaN)), phase]);
        const steps = [await network.step(cut(21, 40)), await network.step(cut(61, 3))];
        logits.push(steps);
        expect(network.restarts).to.equal(1);
      }
      expectSameLogits(joined(logits[0]!), joined(logits[1]!), 'after the restart');
    });

    it('begins as if after endless silence', async () => {
      const resting = await fused.exportState();
      await fused.step(silentFrames(model.manifest.features, 3 * fused.period));
      const recurrent = architecture.type === 'crnn' ? resting.length - 2 : -1; // the GRU's state begins with zeros
      (await fused.exportState()).forEach((values, i) => {
        if (i !== recurrent) expectSame(values, resting[i]!, `state ${i}`);
      });
    });

    it('refuses a state of another model', async () => {
      const state = await fused.exportState();
      await rejects(fused.importState(state.slice(1)), 'bad-option');
      await rejects(fused.importState([...state.slice(0, -1), Float32Array.of(fused.period)]), 'bad-option');
    });

    it('refuses steps after the weights are freed', async () => {
      const other = fused.share();
      other.disposeWeights();
      expect(other.hasWeights).to.equal(false);
      for (const network of [fused, other]) {
        const refused = await network.step(cut(0, 2)).catch((error: unknown) => error);
        expect(String(refused)).to.match(/weights of the network have been freed/);
      }
      expect(() => fused.share()).to.throw(/weights of the network have been freed/);
      other.dispose();
    });
  });
}

describe('fused networks', () => {
  beforeAll(() => useBackend('cpu'));

  for (const type of ['crnn', 'wavenet'] as const) {
    it(
      `a ${type} at the size of the shipped model computes logits and state of the tensors`,
      { timeout: 180_000 },
      async () => {
        const model = await twoSpeedModel(type, 'no such folder');
        const reference = StreamingNetwork.create(model);
        const fused = new StreamingNetwork(FusedNetwork.create(model));
        const count = reference.receptiveFieldFrames + 75;
        const random = seededRandom(11);
        const frames = randomFrames(count, random, model.manifest.features);
        const expected = await reference.step(frames);
        for (const longest of [7, 90]) {
          fused.reset();
          const steps: Logits[] = [];
          let first = 0;
          for (const length of randomCuts(count, longest, random)) {
            steps.push(await fused.step(frames.subarray(first * BANDS, (first + length) * BANDS)));
            first += length;
          }
          expectSameLogits(joined(steps), expected, `steps of at most ${longest}`);
          await expectSameState(fused, reference, `steps of at most ${longest}`);
        }
        reference.dispose();
        fused.dispose();
      },
    );
  }

  for (const name of ['trunk-tiny', 'crnn-trunk-tiny', 'wavenet-trunk-tiny']) {
    it(`${name} computes the logits of PyTorch`, async () => {
      const folder = `test/fixtures/reference/${name}`;
      const model = await modelIn(folder);
      const golden = await readJson<NoiseGolden>(`${folder}/golden.json`);
      const network = new StreamingNetwork(FusedNetwork.create(model));
      const logits = await network.step(goldenFrames(golden, model));
      for (const [head, expected] of Object.entries(golden.logits)) {
        expectClose(logits[head]!, expected.flat(), 1e-4, head);
      }
      network.dispose();
    });
  }
});

describe('what can be fused', () => {
  const manifestOf = async (architecture: ArchitectureManifest) => (await randomModel(architecture, 1)).manifest;

  it('is every network with a trunk, and no other', async () => {
    for (const [name, architecture] of Object.entries(architectures)) {
      expect(FusedNetwork.canRun(await manifestOf(architecture)), name).to.equal('trunk' in architecture);
    }
  });

  it('is nothing on a processor without SIMD instructions', async () => {
    const manifest = await manifestOf(mobilenet);
    const { validate } = WebAssembly;
    try {
      WebAssembly.validate = () => false; // as such a processor does
      expect(FusedNetwork.canRun(manifest)).to.equal(false);
    } finally {
      WebAssembly.validate = validate;
    }
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { expectClose } from './expect-close.js';
import { architectures, randomModel } from './random-model.js';
import { rejects } from './rejects.js';
import { seededRandom } from '../../harness/random.js';
import { randomCuts, randomFrames } from './random-frames.js';
import { useBackend } from './test-backends.js';

const FRAMES = 60;

async function stepThrough(network: StreamingNetwork, frames: Float32Array, cuts: number[]) {
  const parts: Record<string, number[]> = {};
  const { bands } = network.manifest.features;
  let first = 0;
  for (const count of cuts) {
    const logits = await network.step(frames.subarray(first * bands, (first + count) * bands));
    for (const [head, values] of Object.entries(logits)) (parts[head] ??= []).push(...values);
    first += count;
  }
  return parts;
}

for (const [name, architecture] of Object.entries(architectures)) {
  for (const backend of ['cpu', 'wasm'] as const) {
    describe(`${name} network on ${backend}`, () => {
      let model: Model;
      let network: StreamingNetwork;

      beforeAll(async () => {
        await useBackend(backend);
        const { manifest, weights } = await randomModel(architecture, 7);
        model = await loadModel(manifest, weights);
      });
      beforeEach(() => {
        network = StreamingNetwork.create(model);
      });
      afterEach(() => {
        network.dispose();
        network.dispose();
        expect(tf.memory().numTensors, 'tensors left').to.equal(0);
      });

      it('gives the logits of the whole for any cutting into steps', async () => {
        const random = seededRandom(1);
        const frames = randomFrames(FRAMES, random, model.manifest.features);
        const whole = await network.step(frames);
        for (let i = 0; i < 20; i++) {
          const cuts = randomCuts(FRAMES, 1 + (i % 12), random);
          network.reset();
          const logits = await stepThrough(network, frames, cuts);
          for (const [head, expected] of Object.entries(whole)) {
            expectClose(Float32Array.from(logits[head]!), expected, 1e-5, `${head}, steps of ${cuts.join(', ')}`);
          }
        }
      });

      it('shares its weights with another one, and each continues as if it were alone', async () => {
        const [one, two] = [
          randomFrames(FRAMES, seededRandom(3), model.manifest.features),
          randomFrames(FRAMES, seededRandom(4), model.manifest.features),
        ];
        const { numBytes } = tf.memory();
        const other = network.share();
        const weights = [...model.tensors.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
        expect(tf.memory().numBytes - numBytes).to.be.below(weights / 4);
        const alone = [await network.step(one), await other.step(two)];
        network.reset();
        other.reset();
        const half = (FRAMES / 2) * model.manifest.features.bands;
        const first = await Promise.all([network.step(one.subarray(0, half)), other.step(two.subarray(0, half))]);
        // Disposing of the first network does not release the shared weights.
        const last = await network.step(one.subarray(half));
        network.dispose();
        const together = [
          [first[0], last],
          [first[1], await other.step(two.subarray(half))],
        ];
        for (const [i, parts] of together.entries()) {
          for (const [head, expected] of Object.entries(alone[i]!)) {
            expectClose(Float32Array.from(parts.flatMap((part) => [...part[head]!])), expected, 1e-5, head);
          }
        }
        other.dispose();
        expect(() => other.share()).to.throw(/weights/);
      });

      it('fails, and does not compute anything, when the weights were lost with a failed backend', async () => {
        const other = network.share();
        network.disposeWeights();
        const error: unknown = await other
          .step(randomFrames(1, seededRandom(5), model.manifest.features))
          .catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(Error).and.not.instanceOf(PinnaError);
        other.dispose();
      });

      it('holds as many tensors after 1000 steps as after one', async () => {
        const frames = randomFrames(1, seededRandom(2), model.manifest.features);
        await network.step(frames);
        const before = tf.memory();
        for (let i = 0; i < 1000; i++) await network.step(frames);
        expect(tf.memory().numTensors).to.equal(before.numTensors);
        expect(tf.memory().numBytes).to.equal(before.numBytes);
      });

      it('needs no more memory for a long step than for a short one', async () => {
        const random = seededRandom(9);
        const peak = async (count: number) => {
          const frames = randomFrames(count, random, model.manifest.features);
          const { peakBytes } = await tf.profile(() => network.step(frames) as unknown as tf.TensorContainer);
          return peakBytes;
        };
        const short = await peak(40);
        expect(await peak(400)).to.be.below(1.1 * short);
      });

      it('forgets at reset, and only then', async () => {
        const frames = randomFrames(8, seededRandom(3), model.manifest.features);
        const first = await network.step(frames);
        const second = await network.step(frames);
        network.reset();
        const third = await network.step(frames);
        expect(third).to.deep.equal(first);
        expect(second.events).to.not.deep.equal(first.events);
      });

      it('computes steps and resets in the order of the calls, from frames as they were then', async () => {
        const random = seededRandom(4);
        const [a, b] = [
          randomFrames(3, random, model.manifest.features),
          randomFrames(2, random, model.manifest.features),
        ];
        const expected = [await network.step(a), await network.step(b)];
        network.reset();
        const buffer = a.slice();
        const inFlight = [network.step(buffer), network.step(b)];
        buffer.fill(0);
        network.reset();
        inFlight.push(network.step(a));
        expect(await Promise.all(inFlight)).to.deep.equal([...expected, expected[0]]);
      });

      it('continues elsewhere from an exported state', async () => {
        const random = seededRandom(5);
        const [a, b] = [
          randomFrames(9, random, model.manifest.features),
          randomFrames(4, random, model.manifest.features),
        ];
        await network.step(a);
        const state = await network.exportState();
        const expected = await network.step(b);
        const other = StreamingNetwork.create(model);
        await other.importState(state);
        expect(await other.step(b)).to.deep.equal(expected);
        other.dispose();
        await rejects(network.importState(state.slice(1)), 'bad-option');
      });

      it('warms up without hearing anything', async () => {
        const frames = randomFrames(4, seededRandom(6), model.manifest.features);
        const cold = await network.step(frames);
        network.reset();
        await network.warmUp(4);
        expect(await network.step(frames)).to.deep.equal(cold);
      });

      it('is not poisoned by numbers that overflow', async () => {
        const frames = randomFrames(FRAMES, seededRandom(7), model.manifest.features);
        const clean = await network.step(frames);
        network.reset();
        const state = await network.exportState();
        const phase = network.framesPerOutput > 1 ? state.splice(-1) : [];
        await network.importState([...state.map((values) => values.fill(NaN)), ...phase]);
        const dirty = await network.step(frames);
        for (const values of Object.values(dirty)) expect(values.every(Number.isFinite)).to.equal(true);
        network.reset();
        expect(await network.step(frames)).to.deep.equal(clean);
      });

      it('refuses frames that are not whole or not finite, and steps after its end', async () => {
        const { bands } = model.manifest.features;
        await rejects(network.step(new Float32Array(bands + 1)), 'bad-option');
        await rejects(network.step(new Float32Array(0)), 'bad-option');
        await rejects(network.step(new Float32Array(bands).fill(NaN)), 'bad-option');
        const late = network.step(new Float32Array(bands));
        network.dispose();
        await rejects(late, 'bad-option');
      });
    });
  }
}

describe('crnn network', () => {
  it('begins again, and counts it, when its recurrent state is lost to NaN', async () => {
    await useBackend('wasm');
    const { manifest, weights } = await randomModel(architectures.crnn, 7);
    const network = StreamingNetwork.create(await loadModel(manifest, weights));
    const frames = randomFrames(5, seededRandom(8));
    const clean = await network.step(frames);
    const state = await network.exportState();
    state[state.length - 1]!.fill(NaN);
    await network.importState(state);
    expect(await network.step(frames)).to.deep.equal(clean);
    expect(network.restarts).to.equal(1);
    network.dispose();
  });
});

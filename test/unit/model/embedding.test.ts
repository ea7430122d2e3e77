import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { FusedNetwork } from '../../../src/model/fused/fused-network.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { seededRandom } from '../../harness/random.js';
import { expectClose } from './expect-close.js';
import { randomCuts, randomFrames } from './random-frames.js';
import { architectures, randomModel } from './random-model.js';
import { useBackend } from './test-backends.js';

const FRAMES = 120;
const SEED = 7;

/** Computes a head's logits from the embedding, `[rows × classes]`, with float64 sums. */
function headLogits({ tensors, manifest }: Model, head: number, embedding: Float32Array, width: number): Float32Array {
  const { name, classes } = manifest.heads[head]!;
  const [kernel, bias] = [tensors.get(`head.${name}/kernel`)!.values, tensors.get(`head.${name}/bias`)!.values];
  const rows = embedding.length / width;
  return Float32Array.from({ length: rows * classes.length }, (_, i) => {
    const [row, c] = [Math.floor(i / classes.length), i % classes.length];
    let sum = bias[c]!;
    for (let k = 0; k < width; k++) sum += embedding[row * width + k]! * kernel[k * classes.length + c]!;
    return sum;
  });
}

for (const [name, architecture] of Object.entries(architectures)) {
  for (const backend of ['cpu', 'wasm', 'fused'] as const) {
    if (backend === 'fused' && !('trunk' in architecture)) continue;
    describe(`embedding of ${name} on ${backend}`, () => {
      let model: Model;
      let network: StreamingNetwork;
      const open = () =>
        backend === 'fused' ? new StreamingNetwork(FusedNetwork.create(model)) : StreamingNetwork.create(model);

      beforeAll(async () => {
        await useBackend(backend === 'fused' ? 'cpu' : backend);
        const { manifest, weights } = await randomModel(architecture, SEED);
        model = await loadModel(manifest, weights);
      });
      afterEach(() => {
        network.dispose();
        expect(tf.memory().numTensors, 'tensors left').to.equal(0);
      });

      it('is what the heads read: their weights turn it into the logits', async () => {
        network = open();
        const frames = randomFrames(FRAMES, seededRandom(2), model.manifest.features);
        const { logits, embedding } = await network.stepWithEmbedding(frames);
        expect(embedding).to.have.length((FRAMES / network.framesPerOutput) * network.width);
        model.manifest.heads.forEach((head, h) => {
          expectClose(headLogits(model, h, embedding, network.width), logits[head.name]!, 1e-4, head.name);
        });
      });

      it('is the same for any cutting into steps, and changes no logit by a bit', async () => {
        network = open();
        const plain = open();
        const random = seededRandom(3);
        const frames = randomFrames(FRAMES, random, model.manifest.features);
        const { bands } = model.manifest.features;
        const whole = await network.stepWithEmbedding(frames);
        for (let i = 0; i < 8; i++) {
          network.reset();
          plain.reset();
          const embedding: number[] = [];
          let first = 0;
          for (const count of randomCuts(FRAMES, 1 + i * 5, random)) {
            const cut = frames.subarray(first * bands, (first + count) * bands);
            const step = await network.stepWithEmbedding(cut);
            expect(step.logits).to.deep.equal(await plain.step(cut));
            embedding.push(...step.embedding);
            first += count;
          }
          expectClose(Float32Array.from(embedding), whole.embedding, 1e-5, 'embedding');
        }
        plain.dispose();
      });
    });
  }
}

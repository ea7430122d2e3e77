import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { networkLayers, type NetworkLayer } from '../../../src/inside/network-layers.js';
import { ShownNetwork, type Activation } from '../../../src/inside/shown-network.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import type { Model } from '../../../src/model/manifest.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../model/random-frames.js';
import { architectures } from '../model/random-model.js';
import { useBackend } from '../model/test-backends.js';
import { loadedModel } from './shown.js';

/** Frames of each test, a multiple of every period. */
const FRAMES = 96;

/** Computes all frames at once, and returns every activation. */
function activationsOf(model: Model, frames: Float32Array): Map<string, Activation> {
  const network = new ShownNetwork(model);
  try {
    return network.step(frames, () => true);
  } finally {
    network.dispose();
  }
}

/** Returns the newest output frame of a layer, `[bands × channels]`. */
function newest({ values }: Activation, { bands, channels }: NetworkLayer): Float32Array {
  return values.slice(-bands * channels);
}

/** Removes the memories without bound, and keeps every ReLU active, so that only convolutions read the past and none is hidden. */
function withoutMemory(model: Model): Model {
  for (const [name, { values }] of model.tensors) {
    if (name.endsWith('/excite/kernel') || name === 'gru/kernel' || name === 'gru/recurrentKernel') values.fill(0);
    else if (/^(conv|trunk|fast|dense|front|post|slow)/.test(name) && /(?<!excite)\/bias$/.test(name)) values.fill(3);
  }
  return model;
}

describe('layers of a network', () => {
  beforeAll(() => useBackend('wasm'));

  for (const [name, architecture] of Object.entries(architectures)) {
    it(`of ${name}: every layer has an activation of the described shape, and its rate is its stride`, async () => {
      const model = await loadedModel(architecture);
      const { features } = model.manifest;
      const seen = activationsOf(model, randomFrames(FRAMES, seededRandom(2), features));
      const layers = networkLayers(model.manifest);
      for (const layer of layers) {
        const { values, shape } = seen.get(layer.name)!;
        expect(shape.at(-1), layer.name).to.equal(
          layer.bands > 1 && layer.kind === 'normalize' ? layer.bands : layer.channels,
        );
        expect(values.length, layer.name).to.equal((FRAMES / layer.stride) * layer.bands * layer.channels);
      }
      const inner = /\/(depthwise|excite|reset|update|candidate|gate)$/;
      expect([...seen.keys()].filter((each) => !inner.test(each)).sort()).to.deep.equal(
        layers.map((each) => each.name).sort(),
      );
    });

    it(`of ${name}: the last receptive field is that of the architecture`, async () => {
      const { manifest } = await loadedModel(architecture);
      const last = networkLayers(manifest).at(-1)!;
      const built = createArchitecture(manifest.architecture, manifest.features);
      expect(last.field.frames).to.equal(built.receptiveFieldFrames);
      expect(last.remembers).to.equal(built.recurrent);
    });

    it(`of ${name}: a layer reads its oldest frame, and none before it`, async () => {
      const model = withoutMemory(await loadedModel(architecture));
      const { features } = model.manifest;
      const { bands } = features;
      const frames = randomFrames(FRAMES, seededRandom(3), features);
      const before = activationsOf(model, frames);
      for (const layer of networkLayers(model.manifest)) {
        if (layer.kind === 'gru' || (layer.kind === 'heads' && architecture.type === 'crnn')) continue;
        // Held values may be older or newer by their own period; the test of the whole network covers them.
        if (['dense', 'heads', 'gru', 'gated', 'post'].includes(layer.kind) && 'trunk' in architecture) continue;
        const changes = (past: number) => {
          const changed = frames.slice();
          const first = (FRAMES - 1 - past) * bands;
          for (let i = first; i < first + bands; i++) changed[i]! += 20;
          const after = newest(activationsOf(model, changed).get(layer.name)!, layer);
          return newest(before.get(layer.name)!, layer).some((value, i) => value !== after[i]);
        };
        expect(changes(layer.field.frames - 1), `${layer.name}, oldest`).to.equal(true);
        expect(changes(layer.field.frames), `${layer.name}, before`).to.equal(false);
      }
    });

    it(`of ${name}: a band of a layer reads the described bands, and no others`, async () => {
      const model = withoutMemory(await loadedModel(architecture));
      const { features } = model.manifest;
      const { bands } = features;
      const frames = randomFrames(FRAMES, seededRandom(4), features);
      const before = activationsOf(model, frames);
      for (const layer of networkLayers(model.manifest)) {
        if (layer.bands === 1) continue;
        const { lowest, step, bands: read } = layer.field;
        const shown = Math.floor(layer.bands / 2);
        const from = lowest + shown * step;
        const part = (all: Activation) =>
          newest(all, layer).slice(shown * layer.channels, (shown + 1) * layer.channels);
        const changes = (band: number) => {
          const changed = frames.slice();
          for (let t = 0; t < FRAMES; t++) changed[t * bands + band]! += 20;
          const after = part(activationsOf(model, changed).get(layer.name)!);
          return part(before.get(layer.name)!).some((value, i) => value !== after[i]);
        };
        for (const band of [from, from + read - 1].filter((each) => each >= 0 && each < bands))
          expect(changes(band), `${layer.name}, band ${band}`).to.equal(true);
        for (const band of [from - 1, from + read].filter((each) => each >= 0 && each < bands))
          expect(changes(band), `${layer.name}, band ${band} beside`).to.equal(false);
      }
    });
  }

  it('leaves no tensor behind', async () => {
    const model = await loadedModel(architectures.twoSpeedCrnn);
    const before = tf.memory().numTensors;
    activationsOf(model, randomFrames(FRAMES, seededRandom(2), model.manifest.features));
    expect(tf.memory().numTensors).to.equal(before);
  });
});

import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { FusedNetwork } from '../../../src/model/fused/fused-network.js';
import { DEFAULT_MODEL } from '../../../src/model/shipped-models.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import type { Model } from '../../../src/model/manifest.js';
import { expectClose } from './expect-close.js';
import { modelNames } from './model-names.js';
import { useBackend } from './test-backends.js';
import { goldenFrames, type NoiseGolden } from './trunk-golden.js';
import { modelIn, readJson } from '../on-disk.js';

/** Expected values of a model of format version 1; `logits` are those of the last frames. */
interface FeatureGolden {
  readonly frames: number;
  readonly features: number[][];
  readonly logits: Readonly<Record<string, number[][]>>;
}

const folders = [
  ...['crnn-tiny', 'wavenet-tiny', 'wavenet-conv-tiny'].map((name) => `test/fixtures/reference/${name}`),
  'test/fixtures/models/format-version-1',
  ...modelNames.map((name) => `models/${name}`),
];

const inputOf = (golden: FeatureGolden | NoiseGolden, model: Model) =>
  'features' in golden ? Float32Array.from(golden.features.flat()) : goldenFrames(golden, model);

/** Expects the last logits of a network to be those of its folder's `golden.json`, and frees the network. */
async function expectGolden(folder: string, model: Model, network: StreamingNetwork): Promise<void> {
  const golden = await readJson<FeatureGolden | NoiseGolden>(`${folder}/golden.json`);
  const tolerance = model.manifest.weights.dtype === 'float16' ? 1e-3 : 1e-4;
  expect(golden.frames).to.be.at.least(network.receptiveFieldFrames);
  const logits = await network.step(inputOf(golden, model));
  expect(Object.keys(logits)).to.have.members(Object.keys(golden.logits));
  for (const [head, expected] of Object.entries(golden.logits)) {
    expectClose(logits[head]!.slice(-expected.flat().length), expected.flat(), tolerance, head);
  }
  network.dispose();
}

it('the golden outputs include those of the shipped models', () => {
  expect(modelNames).to.include(DEFAULT_MODEL);
});

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`golden outputs of the PyTorch reference, on ${backend}`, () => {
    beforeAll(() => useBackend(backend));

    for (const folder of folders) {
      it(folder, async () => {
        const model = await modelIn(folder);
        await expectGolden(folder, model, StreamingNetwork.create(model));
      });
    }
  });
}

describe('golden outputs of the PyTorch reference, on the fused kernels', () => {
  for (const name of modelNames) {
    it(`models/${name}`, async ({ skip }) => {
      const model = await modelIn(`models/${name}`);
      skip(!FusedNetwork.canRun(model.manifest), 'The network has no trunk.');
      await expectGolden(`models/${name}`, model, new StreamingNetwork(FusedNetwork.create(model)));
    });
  }
});

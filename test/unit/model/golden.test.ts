import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { expectClose } from './expect-close.js';
import { modelNames } from './model-names.js';
import { useBackend } from './test-backends.js';
import { modelIn, readJson } from '../on-disk.js';

/** Expected values; `logits` are those of the last frames. */
interface Golden {
  readonly frames: number;
  readonly features: number[][];
  readonly logits: Readonly<Record<string, number[][]>>;
}

const folders = [
  ...['crnn-tiny', 'wavenet-tiny', 'wavenet-conv-tiny'].map((name) => `test/fixtures/reference/${name}`),
  ...modelNames.map((name) => `models/${name}`),
];

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`golden outputs of the PyTorch reference, on ${backend}`, () => {
    beforeAll(() => useBackend(backend));

    for (const folder of folders) {
      it(folder, async () => {
        const model = await modelIn(folder);
        const golden = await readJson<Golden>(`${folder}/golden.json`);
        const tolerance = model.manifest.weights.dtype === 'float16' ? 1e-3 : 1e-4;
        const network = StreamingNetwork.create(model);
        expect(golden.frames).to.be.at.least(network.receptiveFieldFrames);
        const logits = await network.step(Float32Array.from(golden.features.flat()));
        expect(Object.keys(logits)).to.have.members(Object.keys(golden.logits));
        for (const [head, expected] of Object.entries(golden.logits)) {
          expectClose(logits[head]!.slice(-expected.flat().length), expected.flat(), tolerance, head);
        }
        network.dispose();
      });
    }
  });
}

import { expect } from 'chai';
import { fetchModel } from '../../../src/model/loading/fetch-model.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { expectClose } from '../../unit/model/expect-close.js';
import { useBackend } from './test-backends.js';

interface Golden {
  readonly features: number[][];
  readonly logits: Readonly<Record<string, number[][]>>;
}

describe('golden outputs of the PyTorch reference, in the browser', () => {
  before(() => useBackend('wasm'));

  for (const name of ['crnn-tiny', 'wavenet-tiny']) {
    it(`${name}, with the page's own fetch, on WASM`, async () => {
      const folder = new URL(`/test/fixtures/reference/${name}/`, location.href).href;
      const model = await fetchModel(`${folder}model.json`);
      const golden = (await (await fetch(`${folder}golden.json`)).json()) as Golden;
      const network = StreamingNetwork.create(model);
      const logits = await network.step(Float32Array.from(golden.features.flat()));
      expect(Object.keys(logits)).to.have.members(Object.keys(golden.logits));
      for (const [head, expected] of Object.entries(golden.logits)) {
        expectClose(logits[head]!.slice(-expected.flat().length), expected.flat(), 1e-4, head);
      }
      network.dispose();
    });
  }
});

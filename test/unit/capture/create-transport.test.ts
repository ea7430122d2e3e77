import { expect } from '@esm-bundle/chai';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { rejection } from '../../browser/when.js';

describe('createTransport on a plain page', () => {
  it('takes the port by itself', async () => {
    const { kind, worklet, worker } = await createTransport('auto', 48_000);
    expect(kind).to.equal('port');
    expect(worklet.transfer).to.have.length(1);
    expect(worker.transfer).to.have.length(1);
  });

  it('refuses the ring and says what the page lacks', async () => {
    const error = await rejection(createTransport('ring', 48_000));
    expect(error.message).to.match(/Cross-Origin-Embedder-Policy/);
    expect(error).to.have.property('code', 'unsupported-browser');
  });

  for (const rate of [16_000, 44_100, 192_000]) {
    it(`has room for two seconds in blocks of 20 ms at ${String(rate)} Hz`, async () => {
      const { end } = (await createTransport('port', rate)).worklet;
      if (end.kind !== 'port') throw new Error(end.kind);
      expect(end.blockLength / rate).to.be.closeTo(0.02, 1e-4);
      expect((end.poolSize * end.blockLength) / rate).to.be.closeTo(2, 0.01);
    });
  }
});

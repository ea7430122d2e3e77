import { expect } from 'chai';
import { describe, it } from 'vitest';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { PinnaError } from '../../../src/errors.js';

describe('createTransport on a plain page', () => {
  it('uses the port by default', () => {
    const { kind, worklet, worker } = createTransport('auto', 48_000);
    expect(kind).to.equal('port');
    expect(worklet.transfer).to.have.length(1);
    expect(worker.transfer).to.have.length(1);
  });

  it('refuses the ring and says what the page lacks', () => {
    expect(() => createTransport('ring', 48_000))
      .to.throw(PinnaError, /Cross-Origin-Embedder-Policy/)
      .with.property('code', 'unsupported-browser');
  });

  for (const rate of [16_000, 44_100, 192_000]) {
    it(`has room for two seconds in blocks of 20 ms at ${String(rate)} Hz`, () => {
      const { end } = createTransport('port', rate).worklet;
      if (end.kind !== 'port') throw new Error(end.kind);
      expect(end.blockLength / rate).to.be.closeTo(0.02, 1e-4);
      expect((end.poolSize * end.blockLength) / rate).to.be.closeTo(2, 0.01);
    });
  }
});

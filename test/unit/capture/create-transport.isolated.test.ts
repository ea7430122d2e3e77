import { expect } from '@esm-bundle/chai';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { openWriter } from '../../../src/capture/transport/open-writer.js';
import { canaries } from './canary.js';

describe('createTransport on a cross-origin isolated page', () => {
  it('takes the ring by itself, and the port when asked', async () => {
    expect((await createTransport('auto', 48_000)).kind).to.equal('ring');
    expect((await createTransport('port', 48_000)).kind).to.equal('port');
  });

  for (const rate of [16_000, 44_100, 192_000]) {
    it(`has room for two seconds of 128 samples at ${String(rate)} Hz`, async () => {
      const writer = openWriter((await createTransport('ring', rate)).worklet.end);
      let position = 0;
      for (; writer.dropped === 0; position += 128) writer.write(canaries(position, 128), position);
      expect(position / rate).to.be.within(2, 2.03);
    });
  }
});

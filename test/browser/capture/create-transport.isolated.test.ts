import { expect } from 'chai';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { RingBuffer } from 'ringbuf.js';
import { ringBytes } from '../../../src/capture/transport/ring-layout.js';
import { openWriter } from '../../../src/capture/transport/open-writer.js';
import { canaries } from './canary.js';

describe('createTransport on a cross-origin isolated page', () => {
  it('uses the ring by default, and the port when asked', () => {
    expect(createTransport('auto', 48_000).kind).to.equal('ring');
    expect(createTransport('port', 48_000).kind).to.equal('port');
  });

  for (const rate of [16_000, 44_100, 192_000]) {
    it(`has storage of the size that ringbuf.js wants at ${String(rate)} Hz`, () => {
      const samples = 2 * rate;
      const capacity = samples + 3 * Math.ceil(samples / 128);
      expect(ringBytes(2, rate)).to.equal(RingBuffer.getStorageForCapacity(capacity, Float32Array).byteLength);
    });

    it(`has room for two seconds of 128 samples at ${String(rate)} Hz`, () => {
      const writer = openWriter(createTransport('ring', rate).worklet.end);
      let position = 0;
      for (; writer.dropped === 0; position += 128) writer.write(canaries(position, 128), position);
      expect(position / rate).to.be.within(2, 2.03);
    });
  }
});

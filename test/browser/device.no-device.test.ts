import { expect } from 'chai';
import { built } from './built.js';
import { observe } from './observed.js';
import { rejection } from './when.js';

describe('a machine without an audio input', () => {
  it('is no-device, and nothing is left running', async () => {
    const { Listener, listInputs } = await built();
    const seen = observe();
    const listener = new Listener({ backend: 'wasm' });
    expect((await rejection(listener.start())).code).to.equal('no-device');
    expect(await listInputs()).to.deep.equal([]);
    expect(listener.state).to.equal('idle');
    expect(seen.workers.size).to.equal(0);
    seen.restore();
  });
});

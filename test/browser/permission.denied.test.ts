import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { rejection, when } from './when.js';

describe('a refused microphone', () => {
  it('is microphone-denied, says what to do, and can be tried again', async () => {
    const { Listener } = await built();
    const seen = observe();
    const listener = new Listener({ backend: 'wasm' });
    for (let i = 0; i < 2; i++) {
      const heard = when(listener, 'error');
      const error = await rejection(listener.start());
      expect(error.code).to.equal('microphone-denied');
      expect((await heard).message).to.match(/allow/i);
      expect(listener.state).to.equal('idle');
    }
    expect(seen.workers.size).to.equal(0);
    await allClosed(seen.contexts);
    seen.restore();
  });
});

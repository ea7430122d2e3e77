import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { rejection, when } from './when.js';

describe('a browser that waits for the user to touch the page', () => {
  it('is reported in the status, and can be stopped', async () => {
    const { Listener } = await built();
    const seen = observe();
    const listener = new Listener({ backend: 'wasm' });
    const buffer = new AudioBuffer({ length: 48_000, sampleRate: 48_000 });
    const started = rejection(listener.start({ kind: 'buffer', buffer }));
    const status = await when(listener, 'status', ({ blocked }) => blocked);
    expect(status.state).to.equal('starting');
    await listener.stop();
    expect((await started).name).to.equal('AbortError');
    expect(listener.status.blocked).to.equal(false);
    expect(seen.workers.size).to.equal(0);
    await allClosed(seen.contexts);
    seen.restore();
  });
});

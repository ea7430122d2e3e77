import { expect } from 'chai';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import { KeptSession, type KeptCallbacks } from '../../../src/listener/kept-session.js';
import type { ListeningSession, SessionCallbacks } from '../../../src/listener/listening-session.js';
import { until } from '../until.js';

describe('A kept session that waits for its device', () => {
  it('says that it analyses nothing, so that lessons go to another worker; later it analyses again', async () => {
    const nothing = () => undefined;
    const callbacks: KeptCallbacks = {
      ...{
        frames: nothing,
        network: nothing,
        detection: nothing,
        gap: nothing,
        status: nothing,
        blocked: nothing,
        ended: nothing,
      },
      ...{ waiting: nothing, starting: nothing, running: nothing },
    };
    const abort = new AbortController();
    let opened: SessionCallbacks | undefined;
    let hasDevice = true;
    const session = { isAnalysing: true, close: () => Promise.resolve() } as unknown as ListeningSession;
    const missing = new PinnaError(PinnaErrorCode.NoDevice, 'There is no microphone.');
    const kept = await KeptSession.open({
      source: () => ({ kind: 'microphone' }),
      open: (_source, _signal, given) => {
        opened = given;
        return hasDevice ? Promise.resolve(session) : Promise.reject(missing);
      },
      signal: abort.signal,
      callbacks,
    });
    expect(kept.isAnalysing).to.equal(true);
    hasDevice = false;
    opened!.ended(missing);
    expect(kept.isAnalysing).to.equal(false);
    hasDevice = true;
    await until(() => kept.isAnalysing, 'the next session');
    abort.abort();
    await kept.close();
  });
});

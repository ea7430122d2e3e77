import { expect } from 'chai';
import { reopenMicrophone } from '../../../src/capture/sources/reopen-microphone.js';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';

describe('reopenMicrophone', () => {
  const { setTimeout: realTimeout } = globalThis;
  afterEach(() => {
    globalThis.setTimeout = realTimeout;
  });

  it('tries at once, then after 1 s, and twice as long each time up to 30 s, as docs/survival.md says', async () => {
    const delays: number[] = [];
    globalThis.setTimeout = ((task: () => void, delay: number) => {
      delays.push(delay);
      return realTimeout(task);
    }) as typeof setTimeout;
    const causes: string[] = [];
    let tries = 0;
    const open = async () => {
      tries += 1;
      if (tries < 9) throw new PinnaError(PinnaErrorCode.NoDevice, 'It is unplugged. Plug it in.');
      return 'open';
    };
    const lost = { kind: 'microphone', label: '' } as const;
    const { signal } = new AbortController();
    const opened = await reopenMicrophone({ kind: 'microphone' }, lost, open, (cause) => causes.push(cause), signal);
    expect(opened).to.equal('open');
    expect(delays).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(causes).to.deep.equal(Array(8).fill('device-lost'));
  });
});

import { expect } from 'chai';
import type { Source } from '../../../src/capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import { KeptSession } from '../../../src/listener/kept-session.js';
import type { ListeningSession, SessionCallbacks } from '../../../src/listener/listening-session.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { until } from '../until.js';
import { rejection } from '../when.js';

const failure = (code: PinnaErrorCode = PinnaErrorCode.NoDevice) => new PinnaError(code, 'It does not work. Mend it.');

/** Creates sessions that open or fail, in the order of `outcomes`. */
function sessions(outcomes: (PinnaError | 'opens')[]) {
  const abort = new AbortController();
  const told: string[] = [];
  const opened: SessionCallbacks[] = [];
  let asked = 0;
  const tell = (word: string) => () => void told.push(word);
  const options = {
    signal: abort.signal,
    source: (): Source => {
      asked += 1;
      return { kind: 'microphone' };
    },
    open: async (_: Source, __: AbortSignal, callbacks: SessionCallbacks) => {
      const outcome = outcomes.shift() ?? 'opens';
      if (outcome !== 'opens') throw outcome;
      opened.push(callbacks);
      const name = `close ${opened.length}`;
      return { close: async () => void told.push(name) } as unknown as ListeningSession;
    },
    callbacks: {
      frames: tell('frames'),
      network: tell('network'),
      detection: tell('detection'),
      gap: tell('gap'),
      status: tell('status'),
      blocked: tell('blocked'),
      ended: (error?: PinnaError) => void told.push(`ended ${error?.code ?? ''}`),
      waiting: ({ error, at }: { error: PinnaError; at: number }) =>
        void told.push(`waiting ${error.code} ${Math.round((at - performance.now()) / 1000)}`),
      starting: tell('starting'),
      running: tell('running'),
    },
  };
  return { abort, told, opened, options, asked: () => asked };
}

/** Triggers an immediate retry. */
const plugIn = () => navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

describe('A kept session', () => {
  it('tries until it is open, later and later, and asks for the source each time', async () => {
    const { options, told, asked } = sessions([failure(), failure(PinnaErrorCode.ModelMissing)]);
    const began = performance.now();
    const kept = await KeptSession.open(options);
    expect(performance.now() - began).to.be.within(2900, 6000);
    expect(told).to.deep.equal(['waiting no-device 1', 'starting', 'waiting model-missing 2', 'starting']);
    expect(asked()).to.equal(3);
    await kept.close();
    expect(told.at(-1)).to.equal('close 1');
  });

  it('tries at once when there is a reason to, and begins to count again', async () => {
    const { options, told } = sessions([failure(), failure()]);
    const opening = KeptSession.open(options);
    const waits = () => told.filter((word) => word.startsWith('waiting'));
    for (let i = 1; i <= 2; i++) {
      await until(() => waits().length === i, `Wait ${i}`);
      plugIn();
    }
    await (await opening).close();
    expect(waits()).to.deep.equal(['waiting no-device 1', 'waiting no-device 1']);
  });

  it('replaces a session that cannot continue, once that one is closed', async () => {
    const { options, told, opened } = sessions([]);
    const kept = await KeptSession.open(options);
    opened[0]!.ended(failure(PinnaErrorCode.WorkerFailed));
    await until(() => told.includes('waiting worker-failed 1'), 'The wait');
    plugIn();
    await until(() => told.includes('running'), 'The next session');
    expect(told).to.deep.equal(['starting', 'close 1', 'waiting worker-failed 1', 'starting', 'running']);
    expect(opened).to.have.length(2);
    // The regular end of a source is not a failure.
    opened[1]!.ended(undefined);
    await nextTask();
    expect(told.at(-1)).to.equal('ended ');
    await kept.close();
    expect(told.at(-1)).to.equal('close 2');
  });

  it('gives up what no further try would mend', async () => {
    const { options, told } = sessions([failure(PinnaErrorCode.BadOption)]);
    expect((await rejection(KeptSession.open(options))).code).to.equal('bad-option');
    expect(told).to.deep.equal([]);
  });

  it('ends while it waits, with the reason, and opens nothing more', async () => {
    const { options, abort, told, opened } = sessions([failure()]);
    const opening = rejection(KeptSession.open(options));
    await until(() => told.length > 0, 'The wait');
    abort.abort(new Error('enough'));
    expect((await opening).message).to.equal('enough');
    plugIn();
    await nextTask();
    expect(opened).to.deep.equal([]);
  });
});

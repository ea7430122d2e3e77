import { expect } from '@esm-bundle/chai';
import { allClosed } from './all-closed';
import { built } from './built';
import { observe } from './observed';
import { rejection, when } from './when';

describe('what is missing gives its code and leaves nothing half started', () => {
  const cases = [
    { what: 'no model at the address', options: { model: '/no/such/model.json' }, code: 'model-missing' },
    { what: 'something else in the place of the model', options: { model: '/package.json' }, code: 'model-corrupt' },
    { what: 'no worklet at the address', options: { worklet: '/no/such/worklet.js' }, code: 'worklet-failed' },
    { what: 'no worker at the address', options: { worker: '/no/such/worker.js' }, code: 'worker-failed' },
    { what: 'no WASM files', options: { wasm: '/no/such/', backend: 'wasm' as const }, code: 'no-backend' },
  ];
  for (const { what, options, code } of cases) {
    it(`${what}: ${code}`, async () => {
      const { Listener, PinnaError } = await built();
      const seen = observe();
      const unhandled: unknown[] = [];
      const note = ({ reason }: PromiseRejectionEvent) => unhandled.push(reason);
      addEventListener('unhandledrejection', note);
      const listener = new Listener(options);
      const error = await rejection(listener.start());
      expect(error).to.be.instanceOf(PinnaError);
      expect(error.code).to.equal(code);
      expect(error.message.length).to.be.greaterThan(40);
      expect(listener.state).to.equal('idle');
      expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(seen.workers.size).to.equal(0);
      await allClosed(seen.contexts);
      seen.restore();
      await new Promise((resolve) => setTimeout(resolve, 100));
      removeEventListener('unhandledrejection', note);
      expect(unhandled).to.deep.equal([]);
    });
  }

  it('a device that is not there: no-device', async () => {
    const { Listener } = await built();
    const error = await rejection(new Listener().start({ kind: 'microphone', deviceId: 'unplugged' }));
    expect(error.code).to.equal('no-device');
  });

  it('something that every newer browser has: unsupported-browser, by its name', async () => {
    const { Listener } = await built();
    const any = Object.getOwnPropertyDescriptor(AbortSignal, 'any')!;
    delete (AbortSignal as Partial<typeof AbortSignal>).any;
    try {
      const listener = new Listener();
      const told = when(listener, 'error');
      const error = await rejection(listener.start());
      expect(error.code).to.equal('unsupported-browser');
      expect(error.message).to.match(/any is not a function.+Use a current/);
      expect(await told).to.equal(error);
      expect(listener.state).to.equal('idle');
    } finally {
      Object.defineProperty(AbortSignal, 'any', any);
    }
  });

  it('options that make no sense: bad-option', async () => {
    const { Listener } = await built();
    for (const options of [
      { stepFrames: 0 },
      { stepFrames: 2.5 },
      { backend: 'abacus' as 'cpu' },
      { transport: 'pigeon' as 'port' },
      { model: 'crn' },
    ]) {
      expect(() => new Listener(options))
        .to.throw()
        .with.property('code', 'bad-option');
    }
  });
});

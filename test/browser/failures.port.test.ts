import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import type { ListenerOptions } from '../../src/listener/listener-options.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { SMALL_MODEL } from './small-model.js';
import { rejection, when } from './when.js';

/** Expects a start to fail with this code and to leave nothing open. @returns the error message */
async function failsCleanly(options: ListenerOptions, code: string): Promise<string> {
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
  // eslint-disable-next-line tests/no-fixed-sleeps -- an unhandled rejection would come later, and nothing else happens
  await new Promise((resolve) => setTimeout(resolve, 100));
  removeEventListener('unhandledrejection', note);
  expect(unhandled).to.deep.equal([]);
  return error.message;
}

describe('what is missing gives its code and leaves nothing half started', () => {
  const cases = [
    { what: 'no model at the address', options: { model: '/no/such/model.json' }, code: 'model-missing' },
    { what: 'another file instead of the model', options: { model: '/package.json' }, code: 'model-corrupt' },
    { what: 'no worklet at the address', options: { worklet: '/no/such/worklet.js' }, code: 'worklet-failed' },
    {
      what: 'a page instead of the worklet',
      options: { worklet: '/test/package/csp/index.html' },
      code: 'worklet-failed',
    },
    {
      what: 'a page instead of the worker',
      options: { worker: '/test/package/csp/index.html' },
      code: 'worker-failed',
    },
    { what: 'no worker at the address', options: { worker: '/no/such/worker.js' }, code: 'worker-failed' },
    {
      what: 'no WASM files',
      options: { wasm: '/no/such/', backend: 'wasm' as const, model: SMALL_MODEL },
      code: 'no-backend',
    },
  ];
  for (const { what, options, code } of cases) {
    it(`${what}: ${code}`, () => failsCleanly(options, code));
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
    const { Listener, classify, decodeAudio } = await built();
    for (const [options, says] of [
      [{ stepFrames: 0 }, /stepFrames is 0/],
      [{ stepFrames: 2.5 }, /stepFrames is 2\.5/],
      [{ stepframes: 5 }, /no option stepframes\. Did you mean stepFrames\?/],
      [{ keepSeconds: '5' }, /keepSeconds is 5/],
      [{ backend: 'abacus' }, /backend is "abacus"/],
      [{ transport: 'pigeon' }, /transport is "pigeon"/],
      [{ model: 'crn' }, /Did you mean crnn\?/],
      [{ worker: 'http://[' }, /worker is "http:\/\/\[", which is not an address/],
      [{ taught: '{}' }, /Give what parseTaughtFile returns/],
      [null, /not an object/],
    ] as const) {
      // Callers without types may pass anything.
      expect(() => new Listener(options as object))
        .to.throw(says)
        .with.property('code', 'bad-option');
    }
    for (const [failing, says] of [
      [classify(new Blob() as unknown as AudioBuffer), /classify\(await decodeAudio\(file\)\)/],
      [classify(new Float32Array(9) as unknown as AudioBuffer), /a list with a Float32Array for each channel/],
      [classify([new Float32Array(9)]), /Set sampleRate/],
      [decodeAudio('/sound.wav' as unknown as Blob), /await fetch\(address\)/],
    ] as const) {
      const error = await rejection(failing);
      expect(error.code).to.equal('bad-option');
      expect(error.message).to.match(says);
    }
  });
});

/**
 * Returns the address of the shipped worker with one file whose download stalls halfway. From then on, time limits from 10 s on are a
 * hundredth of the usual ones.
 * @param hurry divisor of these limits before that
 */
function workerWithout(file: string, hurry = 1): string {
  const script = `
    import ${JSON.stringify(new URL('/dist/worker.js', location.href).href)};
    const { setTimeout, fetch } = globalThis;
    let divisor = ${hurry};
    globalThis.setTimeout = (task, limit, ...rest) => setTimeout(task, limit < 10_000 ? limit : limit / divisor, ...rest);
    globalThis.fetch = async (url, options) => {
      const response = await fetch(url, options);
      if (!String(url).endsWith(${JSON.stringify(file)})) return response;
      const { headers } = response;
      const half = new Uint8Array(await response.arrayBuffer()).slice(0, 500);
      divisor = 100;
      return new Response(new ReadableStream({ start: (controller) => controller.enqueue(half) }), { headers });
    };`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

describe('what never comes to its end is given up', () => {
  for (const [file, code, says] of [
    ['model.json', 'model-missing', /connection broke while fetching .+model\.json.+Check the address/],
    ['weights.bin', 'model-missing', /connection broke while fetching .+weights\.bin.+Check the address/],
    ['.wasm', 'no-backend', /\.wasm files could not be loaded from .+Request another backend/],
  ] as const) {
    it(`${file}, half-way: ${code}`, async () => {
      // The limit of a backend's start begins before its files are fetched.
      const worker = workerWithout(file, file === '.wasm' ? 5 : 1);
      const message = await failsCleanly({ model: SMALL_MODEL, backend: 'wasm', worker }, code);
      expect(message).to.match(says);
    });
  }

  it('a worker that says nothing: worker-failed', async () => {
    const { setInterval } = globalThis;
    globalThis.setInterval = ((task: () => void, every: number) => setInterval(task, every / 50)) as typeof setInterval;
    const mute = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
    try {
      expect(await failsCleanly({ worker: mute }, 'worker-failed')).to.match(/has stopped answering\. Start again/);
    } finally {
      globalThis.setInterval = setInterval;
    }
  });

  it('a worklet that does not come: worklet-failed', async () => {
    const { fetch } = globalThis;
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, milliseconds / 100);
    globalThis.fetch = (input, init) =>
      String(input).endsWith('worklet.js')
        ? new Promise((_, reject) => {
            init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason as Error));
          })
        : fetch(input, init);
    try {
      expect(await failsCleanly({ backend: 'wasm' }, 'worklet-failed')).to.match(/could not be loaded from .+Serve/);
    } finally {
      globalThis.fetch = fetch;
      AbortSignal.timeout = timeout;
    }
  });
});

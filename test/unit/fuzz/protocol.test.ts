import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import type { PortBlock } from '../../../src/capture/transport/port-messages.js';
import { PinnaErrorCode } from '../../../src/errors.js';
import type { ForUser, FromWorker } from '../../../src/worker/contract.js';
import { anyFloat, runs } from './finite.js';

type Message = Record<string, unknown>;
type Answer = ForUser<FromWorker>;

const RATE = 16_000;
const LOAD = {
  type: 'load',
  model: { manifest: new URL('/test/fixtures/reference/crnn-tiny/model.json', location.href).href },
  backend: 'cpu',
  wasm: {},
  webgpu: '',
  stepFrames: 5,
};

/** What no page of ours would say. */
const nonsense = fc.oneof(
  fc.constantFrom(undefined, null, NaN, Infinity, -Infinity, -1, 0, 1.5, 1e9, 1e308, '', 'dog', true, 16_000),
  fc.constantFrom([], {}, new Float32Array(), new Float32Array([NaN, 1]), new Float32Array(64), new ArrayBuffer(8)),
  fc.anything({ maxDepth: 2, maxKeys: 3 }).filter(isCloneable),
);

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

const samples = fc.oneof(
  fc
    .array(anyFloat, { maxLength: 40 })
    .map((values) => Float32Array.from({ length: 1000 }, (_, i) => values[i % (values.length || 1)] ?? 0)),
  fc.integer({ min: 0, max: 3000 }).map((length) => Float32Array.from({ length }, (_, i) => Math.sin(i / 5))),
);
const seconds = fc.oneof(fc.double({ min: -10, max: 100, noNaN: true }), fc.constantFrom(-Infinity, Infinity, 0));
const heard = fc.record({
  steps: fc.array(
    fc.record({
      time: seconds,
      features: fc.integer({ min: 1, max: 3 }).map((frames) => new Float32Array(64 * frames).fill(-60)),
      state: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.array(samples, { maxLength: 5 })),
    }),
    { maxLength: 3 },
  ),
  lastId: fc.nat(),
});
const block = fc.record({
  samples: fc.oneof(samples, fc.constant(null)),
  length: fc.nat(1000),
  position: fc.oneof(fc.nat(100_000), fc.double({ min: 0, max: 1e15, noNaN: true })),
  captured: fc.nat(),
  dropped: fc.nat(),
  closed: fc.boolean(),
});

/** Messages as they should be, in any order. */
const sensible: fc.Arbitrary<Message> = fc.oneof(
  fc.constant(LOAD),
  fc.record({
    type: fc.constant('attach'),
    attachment: fc.nat(),
    sampleRate: fc.constantFrom(8000, RATE, 44_100, 192_000),
    blocks: fc.array(block, { maxLength: 4 }),
    origin: seconds.filter(Number.isFinite),
    heard: fc.option(heard, { nil: undefined }),
    keepSeconds: fc.constantFrom(0, 1, 10),
    thresholds: fc.constantFrom({}, { bird: 0.5 }),
    descriptors: fc.boolean(),
  }),
  fc.record({ type: fc.constant('describe'), wanted: fc.boolean() }),
  fc.record({
    type: fc.constant('thresholds'),
    thresholds: fc.constantFrom({}, { bird: { on: 0.6, off: 0.2 } }, { no: 1 }),
  }),
  fc.record({ type: fc.constant('recall'), request: fc.nat(), from: seconds, to: seconds }),
  fc.constantFrom({ type: 'ping' }, { type: 'stop' }, { type: 'close-clip' }),
  fc.record({
    type: fc.constant('open-clip'),
    sampleRate: fc.constantFrom(8000, RATE, 1, 1e6),
    features: fc.boolean(),
    descriptors: fc.boolean(),
  }),
  fc.record({ type: fc.constant('clip-samples'), samples }),
);
const anyMessage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: sensible },
  {
    weight: 6,
    arbitrary: fc.tuple(sensible, fc.nat(), nonsense).map(([message, which, value]) => ({
      ...message,
      [Object.keys(message)[which % Object.keys(message).length]!]: value,
    })),
  },
  { weight: 1, arbitrary: nonsense },
);
/** Most conversations begin as they should, or nothing of what follows would be looked at. */
const conversation = fc.tuple(fc.boolean(), fc.array(anyMessage, { minLength: 1, maxLength: 6 }));

/** Every number in what the worker says. */
function checkNumbers(value: unknown, path: string): void {
  if (typeof value === 'number' && Number.isNaN(value)) throw new Error(`${path} is NaN`);
  if (ArrayBuffer.isView(value)) {
    if (!(value as Float32Array).every(Number.isFinite)) throw new Error(`${path} is not finite`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      // These come back as they were sent.
      if (key !== 'request' && key !== 'attachment') checkNumbers(part, `${path}.${key}`);
    }
  }
}

describe('any messages to the worker', function () {
  this.timeout(120_000);
  let worker: Worker;
  let users = 0;
  const crashes: string[] = [];
  const listeners = new Map<number, (answer: Answer) => void>();

  before(() => {
    const url = new URL('/dist/worker.js', location.href).href;
    const script = `import ${JSON.stringify(url)};
      addEventListener('unhandledrejection', ({ reason }) => postMessage({ unhandled: String(reason?.stack ?? reason) }));`;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    worker.onerror = (event) => {
      event.preventDefault();
      crashes.push(event.message);
    };
    worker.onmessage = ({ data }: MessageEvent<Answer & { unhandled?: string }>) => {
      if (data.unhandled) crashes.push(data.unhandled);
      listeners.get(data.user)?.(data);
    };
  });
  after(() => worker.terminate());

  /** What the worker says to one user, until it has said what is waited for. */
  function listen(user: number, isLast: (answer: Answer) => boolean): Promise<Answer[]> {
    const answers: Answer[] = [];
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No answer within 20 s; crashes: ${crashes}`)), 20_000);
      listeners.set(user, (answer) => {
        answers.push(answer);
        if (!isLast(answer)) return;
        clearTimeout(timer);
        listeners.delete(user);
        resolve(answers);
      });
    });
  }

  function say(user: number, message: unknown): void {
    if (typeof message !== 'object' || message === null || Array.isArray(message) || ArrayBuffer.isView(message)) {
      worker.postMessage(message);
    } else if ('blocks' in message) {
      const { port1, port2 } = new MessageChannel();
      const { blocks, ...attach } = message as { blocks: PortBlock[] | null };
      worker.postMessage({ transport: { kind: 'port', port: port2 }, ...attach, user }, [port2]);
      // From the audio thread alone come blocks, though of any content.
      const isBlock = (one: PortBlock | null) => typeof one === 'object' && one !== null && 'samples' in one;
      for (const one of Array.isArray(blocks) ? blocks.filter(isBlock) : []) port1.postMessage(one);
    } else {
      worker.postMessage({ ...message, user });
    }
  }

  /** A recording, by a user who behaves. */
  async function hearWell(): Promise<Extract<FromWorker, { type: 'clip' }>> {
    const user = ++users;
    const ended = listen(user, ({ type }) => type === 'clip' || type === 'error');
    say(user, LOAD);
    say(user, { type: 'open-clip', sampleRate: RATE, features: true, descriptors: true });
    say(user, {
      type: 'clip-samples',
      samples: Float32Array.from({ length: RATE }, (_, i) => 0.3 * Math.sin(i * i * 1e-5)),
    });
    say(user, { type: 'close-clip' });
    const answers = await ended;
    say(user, { type: 'leave' });
    const clip = answers.at(-1)!;
    if (clip.type !== 'clip') throw new Error(`A user who behaves is told ${JSON.stringify(clip)}`);
    return clip;
  }

  it('are answered with numbers or with a typed error, or not at all; others hear as ever, and nothing is left', async () => {
    const before = await hearWell();
    await fc.assert(
      fc.asyncProperty(conversation, async ([begins, messages]) => {
        const user = ++users;
        const isLoaded = begins || messages.includes(LOAD);
        const isStopped = messages.some((message) => (message as Message | undefined)?.type === 'stop');
        const request = -user;
        // Where something takes up to a second to stop, only whether the worker still answers.
        const waits = isLoaded && !isStopped;
        const ended = listen(user, (answer) =>
          waits
            ? (answer.type === 'recalled' && answer.request === request) || answer.type === 'error'
            : answer.type === 'pong',
        );
        if (begins) say(user, LOAD);
        for (const message of messages) say(user, message);
        say(user, waits ? { type: 'recall', request, from: 0, to: 1 } : { type: 'ping' });
        for (const answer of await ended) {
          checkNumbers(answer, answer.type);
          if (answer.type !== 'error') continue;
          expect(Object.values(PinnaErrorCode)).to.include(answer.code);
          expect(answer.message).to.match(/\. |\.$/);
        }
        say(user, { type: 'leave' });
        if (crashes.length > 0) throw new Error(`The worker crashed: ${crashes.splice(0).join()}`);
      }),
      runs(1500),
    );
    const { summary, tensors } = await hearWell();
    expect(summary.clip).to.deep.equal(before.summary.clip);
    expect(tensors).to.equal(before.tensors);
  });
});

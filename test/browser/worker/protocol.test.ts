import { expect } from 'chai';
import fc from 'fast-check';
import type { PortBlock } from '../../../src/capture/transport/transport.js';
import { PinnaErrorCode } from '../../../src/errors.js';
import type { Answer, Ready, RecordingResult, Report, Request } from '../../../src/worker/contract.js';
import { anyFloat, LONG, SEED } from '../../unit/fuzz/finite.js';

type Message = Record<string, unknown>;
type Told = Answer | Report;

const RATE = 16_000;
const LOAD = {
  type: 'load',
  in: {
    model: { manifest: new URL('/test/fixtures/reference/crnn-tiny/model.json', location.href).href },
    backend: 'cpu',
    wasm: {},
    webgpu: '',
    stepFrames: 5,
  },
};

/** Values that no page of ours would send. */
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
      input: fc.integer({ min: 1, max: 3 }).map((frames) => new Float32Array(64 * frames).fill(-60)),
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

const request = (type: string, given: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), id: fc.nat(), in: given });

/** Valid messages, in any order. */
const sensible: fc.Arbitrary<Message> = fc.oneof(
  fc.constant(LOAD),
  request(
    'attach',
    fc.record({
      attachment: fc.nat(),
      sampleRate: fc.constantFrom(8000, RATE, 44_100, 192_000),
      blocks: fc.array(block, { maxLength: 4 }),
      streamStart: seconds.filter(Number.isFinite),
      resume: fc.option(heard, { nil: undefined }),
      keepSeconds: fc.constantFrom(0, 1, 10),
      thresholds: fc.constantFrom({}, { bird: 0.5 }),
      features: fc.boolean(),
      descriptors: fc.boolean(),
      harmony: fc.boolean(),
    }),
  ),
  request('select', fc.record({ features: fc.boolean(), descriptors: fc.boolean(), harmony: fc.boolean() })),
  request('thresholds', fc.constantFrom({}, { bird: { on: 0.6, off: 0.2 } }, { no: 1 })),
  request('recall', fc.record({ from: seconds, to: seconds })),
  fc.constantFrom({ type: 'ping', in: null }, { type: 'stop', in: null }, { type: 'close-recording', in: null }),
  request(
    'open-recording',
    fc.record({
      sampleRate: fc.constantFrom(8000, RATE, 1, 1e6),
      features: fc.boolean(),
      descriptors: fc.boolean(),
      harmony: fc.boolean(),
    }),
  ),
  request('recording-samples', samples),
);
/** A valid message in which one key, or one key of its input, has another value. */
const spoilt = fc.tuple(sensible, fc.nat(), fc.boolean(), nonsense).map(([message, which, isInside, value]) => {
  const given = message.in;
  const spoil = (part: Message) => ({
    ...part,
    [Object.keys(part)[which % Object.keys(part).length]!]: value,
  });
  const hasParts = typeof given === 'object' && given !== null && !ArrayBuffer.isView(given);
  return isInside && hasParts && Object.keys(given).length > 0
    ? { ...message, in: spoil(given as Message) }
    : spoil(message);
});
const anyMessage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: sensible },
  { weight: 6, arbitrary: spoilt },
  { weight: 1, arbitrary: nonsense },
);
/** Conversations. About half of them start with a valid `load`; otherwise the worker would ignore everything that follows. */
const conversation = fc.tuple(fc.boolean(), fc.array(anyMessage, { minLength: 1, maxLength: 6 }));

/** Checks that every number in the worker's messages is finite. */
function checkNumbers(value: unknown, path: string): void {
  if (typeof value === 'number' && Number.isNaN(value)) throw new Error(`${path} is NaN`);
  if (ArrayBuffer.isView(value)) {
    if (!(value as Float32Array).every(Number.isFinite)) throw new Error(`${path} is not finite`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      // The worker returns these unchanged.
      if (key !== 'id' && key !== 'attachment') checkNumbers(part, `${path}.${key}`);
    }
  }
}

describe(`any messages to the worker (seed ${SEED})`, function () {
  /** Number of messages. */
  const messages = Math.max(10_000, LONG);
  this.timeout(12 * messages);
  let worker: Worker;
  const crashes: string[] = [];

  before(() => {
    const url = new URL('/dist/worker.js', location.href).href;
    const script = `import ${JSON.stringify(url)};
      addEventListener('unhandledrejection', ({ reason }) => postMessage({ unhandled: String(reason?.stack ?? reason) }));`;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    worker.onerror = (event) => {
      event.preventDefault();
      crashes.push(event.message);
    };
    worker.onmessage = ({ data }: MessageEvent<Ready | { unhandled: string }>) => {
      if ('unhandled' in data) crashes.push(data.unhandled);
    };
  });
  after(() => worker.terminate());

  /** Joins the worker as a new user. Returns the user's port. */
  function join(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ type: 'join', port: port2 }, [port2]);
    return port1;
  }

  /** Collects the worker's messages to one user, up to the message for which `isLast` returns true. */
  function listen(user: MessagePort, isLast: (told: Told) => boolean): Promise<Told[]> {
    const all: Told[] = [];
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No answer within 20 s; crashes: ${crashes}`)), 20_000);
      user.onmessage = ({ data }: MessageEvent<Told>) => {
        all.push(data);
        if (!isLast(data)) return;
        clearTimeout(timer);
        user.onmessage = null;
        resolve(all);
      };
    });
  }

  function send(user: MessagePort, message: unknown): void {
    const given = (message as Partial<Request> | null | undefined)?.in;
    if (typeof given === 'object' && given !== null && 'blocks' in given) {
      const { port1, port2 } = new MessageChannel();
      const { blocks, ...attach } = given as unknown as { blocks: PortBlock[] | null };
      user.postMessage({ ...(message as Request), in: { transport: { kind: 'port', port: port2 }, ...attach } }, [
        port2,
      ]);
      // Only the audio thread sends blocks, though with any content.
      const isBlock = (one: PortBlock | null) => typeof one === 'object' && one !== null && 'samples' in one;
      for (const one of Array.isArray(blocks) ? blocks.filter(isBlock) : []) port1.postMessage(one);
    } else {
      user.postMessage(message);
      // Sends the same message without a user's port.
      if (typeof message !== 'object') worker.postMessage(message);
    }
  }

  /** Classifies a recording as a well-behaved user. */
  async function analyseRecording(): Promise<RecordingResult> {
    const user = join();
    const ended = listen(user, ({ type }) => type === 'close-recording' || type === 'error');
    send(user, LOAD);
    send(user, { type: 'open-recording', in: { sampleRate: RATE, features: true, descriptors: true } });
    send(user, {
      type: 'recording-samples',
      in: Float32Array.from({ length: RATE }, (_, i) => 0.3 * Math.sin(i * i * 1e-5)),
    });
    send(user, { type: 'close-recording' });
    const last = (await ended).at(-1)!;
    send(user, { type: 'leave' });
    if (last.type !== 'close-recording') throw new Error(`A user who behaves received ${JSON.stringify(last)}`);
    return last.out;
  }

  it('are answered with numbers or with a typed error, or not at all; others hear as ever, and nothing is left', async () => {
    const before = await analyseRecording();
    await fc.assert(
      fc.asyncProperty(conversation, async ([begins, messages]) => {
        const user = join();
        const isLoaded = begins || messages.includes(LOAD);
        const isStopped = messages.some((message) => (message as Message | undefined)?.type === 'stop');
        const id = -1;
        // If something may take up to a second to stop, the test checks only whether the worker still answers.
        const waits = isLoaded && !isStopped;
        const ended = listen(user, (told) =>
          waits ? (told.type === 'recall' && told.id === id) || told.type === 'error' : told.type === 'ping',
        );
        if (begins) send(user, LOAD);
        for (const message of messages) send(user, message);
        send(user, waits ? { type: 'recall', id, in: { from: 0, to: 1 } } : { type: 'ping' });
        for (const told of await ended) {
          checkNumbers(told, told.type);
          if (told.type !== 'error') continue;
          expect(Object.values(PinnaErrorCode)).to.include(told.report.code);
          expect(told.report.message).to.match(/\. |\.$/);
        }
        send(user, { type: 'leave' });
        if (crashes.length > 0) throw new Error(`The worker crashed: ${crashes.splice(0).join()}`);
      }),
      // A conversation has 4.5 messages in the mean.
      { seed: SEED, numRuns: Math.ceil(messages / 4.5), includeErrorInReport: true },
    );
    const { summary, tensors } = await analyseRecording();
    expect(summary.recordingScores).to.deep.equal(before.summary.recordingScores);
    expect(tensors).to.equal(before.tensors);
  });
});

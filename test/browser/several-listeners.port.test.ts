import { expect } from 'chai';
import type { Listener } from '../../src/listener/listener.js';
import { breakableWorker } from './breakable-worker.js';
import { built } from './built.js';
import { observe, type Observed } from './observed.js';
import { SMALL_MODEL } from './small-model.js';
import { until } from './until.js';
import { when } from './when.js';

/** Creates a node that plays a one-second loop, in a separate context. */
async function playing(signal: (i: number) => number): Promise<AudioBufferSourceNode> {
  const context = new AudioContext({ sampleRate: 48_000 });
  const buffer = context.createBuffer(1, 48_000, 48_000);
  buffer.copyToChannel(
    Float32Array.from({ length: 48_000 }, (_, i) => signal(i)),
    0,
  );
  const node = new AudioBufferSourceNode(context, { buffer, loop: true });
  node.start();
  await context.resume();
  return node;
}

const isWhole = ({ status }: Listener) =>
  status.samples.captured > 0 && status.samples.captured === status.samples.processed + status.samples.dropped;

describe('several listeners on a page', function () {
  this.timeout(120_000);
  let seen: Observed;
  let nodes: AudioBufferSourceNode[];
  beforeEach(async () => {
    nodes = [await playing(() => 0), await playing((i) => 0.1 * Math.sin(i / 7))];
    seen = observe();
  });
  afterEach(async () => {
    expect(seen.workers.size).to.equal(0);
    seen.restore();
    for (const { context } of nodes) await (context as AudioContext).close();
  });

  const listen = async (source: AudioBufferSourceNode, options = {}) => {
    const { Listener } = await built();
    const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', ...options });
    await listener.start({ kind: 'node', node: source });
    return listener;
  };

  it('share one worker and one model, and each analyses its own sound', async () => {
    const listeners = [
      await listen(nodes[0]!),
      await listen(nodes[1]!),
      await listen(nodes[0]!),
      await listen(nodes[1]!),
    ];
    expect(seen.workersMade).to.equal(1);
    for (const [i, listener] of listeners.entries()) {
      const { level } = await when(listener, 'status', ({ samples }) => samples.processed > 24_000);
      if (i % 2 === 0) expect(level).to.equal(-Infinity);
      else expect(level).to.be.closeTo(-23, 0.5);
    }
    // One listener stops; the others continue.
    const [first, ...others] = listeners;
    await first!.stop();
    expect(seen.workers.size).to.equal(1);
    await Promise.all(others.map((listener) => when(listener, 'frames')));
    await Promise.all(others.map((listener) => listener.stop()));
    expect(listeners.every(isWhole)).to.equal(true);
    // The end of the last listener released the weights. Answers of different listeners may arrive in any order.
    expect(seen.tensorsLeft).to.have.length(4);
    expect(Math.min(...seen.tensorsLeft)).to.equal(0);
  });

  it('begin at once, while the first one still loads', async () => {
    const listeners = await Promise.all(nodes.map((node) => listen(node)));
    expect(seen.workersMade).to.equal(1);
    await Promise.all(listeners.map((listener) => when(listener, 'frames')));
    await Promise.all(listeners.map((listener) => listener.stop()));
  });

  it('begin in a worker that was loaded ahead, and leave it loaded; a failed one is not kept', async () => {
    const { Listener } = await built();
    const worker = breakableWorker();
    const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', worker });
    const ahead = new AbortController();
    await listener.preload(ahead.signal);
    expect(seen.workersMade).to.equal(1);
    for (const node of nodes) {
      await listener.start({ kind: 'node', node });
      await when(listener, 'frames');
      await listener.stop();
    }
    expect(seen.workersMade).to.equal(1);
    expect(seen.workers.size).to.equal(1);
    await listener.start({ kind: 'node', node: nodes[0]! });
    await when(listener, 'frames');
    [...seen.workers][0]!.postMessage({ type: 'throw' });
    await until(() => seen.workersMade === 2, 'the next worker');
    await when(listener, 'frames');
    expect(seen.workers.size).to.equal(1);
    await listener.stop();
    expect(seen.workers.size).to.equal(0);
    await listener.preload(ahead.signal);
    expect(seen.workers.size).to.equal(1);
    ahead.abort();
    expect(seen.workers.size).to.equal(0);
    const refused = await listener.preload(ahead.signal).catch((error: unknown) => (error as Error).name);
    expect(refused).to.equal('AbortError');
  });

  it('have separate workers when they want another model or another step', async () => {
    const listeners = [await listen(nodes[0]!), await listen(nodes[1]!, { stepFrames: 10 })];
    expect(seen.workersMade).to.equal(2);
    await Promise.all(listeners.map((listener) => listener.stop()));
  });

  it('leaves nothing to another one when it is stopped before it has begun', async () => {
    const { Listener } = await built();
    const listener = await listen(nodes[0]!);
    const other = new Listener({ model: SMALL_MODEL, backend: 'wasm' });
    const starting = other.start({ kind: 'node', node: nodes[1]! }).catch((error: unknown) => (error as Error).name);
    await other.stop();
    expect(await starting).to.equal('AbortError');
    await when(listener, 'frames');
    await listener.stop();
    expect(seen.tensorsLeft.at(-1)).to.equal(0);
  });

  it('all continue in another worker when theirs has failed', async () => {
    const worker = breakableWorker();
    const listeners = await Promise.all(nodes.map((node) => listen(node, { worker })));
    expect(seen.workersMade).to.equal(1);
    await Promise.all(listeners.map((listener) => when(listener, 'frames')));
    [...seen.workers][0]!.postMessage({ type: 'throw' });
    await until(() => listeners.every(({ status }) => status.interruption === 'analysis'), 'the interruption');
    await until(() => listeners.every(({ status }) => !status.interruption), 'the next worker');
    await Promise.all(listeners.map((listener) => when(listener, 'frames')));
    expect(seen.workersMade).to.equal(2);
    expect(seen.workers.size).to.equal(1);
    await Promise.all(listeners.map((listener) => listener.stop()));
    expect(listeners.every(isWhole)).to.equal(true);
  });
});

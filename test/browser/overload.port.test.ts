import { expect } from '@esm-bundle/chai';
import type { Listener } from '../../src/listener';
import type { Frames, ListenerStatus } from '../../src/listener-events';
import { built } from './built';
import { when } from './when';

/** What the transports hold, seconds. */
const CAPACITY = 2;
/** Usual latency and then some: a machine that runs tests is no quiet one. Seconds. */
const USUAL = 0.8;

/** Listens to the microphone through a worker that can be made slow. */
async function start(stepFrames: number) {
  const { Listener } = await built();
  const listener = new Listener({
    model: 'crnn',
    backend: 'wasm',
    transport: 'port',
    stepFrames,
    worker: '/test/browser/slow-worker.js',
  });
  const frames: Frames[] = [];
  listener.addEventListener('frames', ({ detail }) => frames.push(detail));
  await listener.start();
  await when(listener, 'frames');
  const channel = new BroadcastChannel('slowness');
  const slow = (message: { factor: number } | { stall: number }) => channel.postMessage(message);
  return { listener, frames, slow };
}

const status = (listener: Listener, fits: (status: ListenerStatus) => boolean) => when(listener, 'status', fits, 60);

/** Sound that is missing between the frames, seconds. */
const missing = (frames: readonly Frames[]) =>
  frames.slice(1).reduce((sum, next, i) => {
    const { time, frames: count } = frames[i]!;
    return sum + Math.max(0, next.time - (time + count * 0.02) - 1e-6);
  }, 0);

const isAccounted = ({ samples: { captured, processed, dropped } }: ListenerStatus) => captured === processed + dropped;

describe('more than the device can do', () => {
  it('a main thread that is blocked for 5 s loses nothing: all of it is there afterwards', async () => {
    const { listener, frames } = await start(5);
    const before = listener.status.samples;
    const from = frames.at(-1)!.time;
    for (const end = performance.now() + 5000; performance.now() < end;);
    await when(listener, 'frames', ({ time }) => time > from + 5);
    await status(listener, ({ latency }) => latency < USUAL);
    await listener.stop();
    expect(listener.status.samples.dropped).to.equal(before.dropped);
    expect(missing(frames.filter(({ time }) => time >= from))).to.equal(0);
    expect(isAccounted(listener.status)).to.equal(true);
  });

  it('a worker that stands still for 5 s: what finds no room is counted, the gap is as long, and then it is as ever', async () => {
    const { listener, frames, slow } = await start(5);
    const { dropped } = listener.status.samples;
    slow({ stall: 5000 });
    await status(listener, ({ samples }) => samples.dropped > dropped);
    await status(listener, ({ latency }) => latency < USUAL);
    await listener.stop();
    const { samples, sampleRate } = listener.status;
    const lost = samples.dropped / sampleRate!;
    expect(lost).to.be.within(5 - CAPACITY - 0.5, 5 - CAPACITY + 3);
    // Frames that would have spanned an edge of the gap are missing too.
    expect(missing(frames)).to.be.within(lost - 0.06, lost + 0.2);
    expect(isAccounted(listener.status)).to.equal(true);
  });

  it('a worker that is 20 times slower is as late as ever, give or take its step', async () => {
    const { listener, slow } = await start(5);
    slow({ factor: 20 });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const { latency } = await status(listener, (one) => one.latency < 2 * USUAL);
    expect(latency).to.be.below(2 * USUAL);
    await listener.stop();
    expect(isAccounted(listener.status)).to.equal(true);
  });

  it('a worker that cannot keep up takes longer steps, never falls further behind than the transport holds, and returns', async () => {
    const { listener, frames, slow } = await start(1);
    slow({ factor: 1000 });
    const late = await status(listener, ({ lastStepFrames = 1 }) => lastStepFrames > 4);
    expect(late.lastStepFrames).to.be.at.most(50);
    expect(late.stepFrames).to.equal(1);
    slow({ factor: 1 });
    await status(listener, ({ lastStepFrames, latency }) => lastStepFrames === 1 && latency < USUAL);
    await listener.stop();
    expect(isAccounted(listener.status)).to.equal(true);
    expect(frames.every(({ frames: count }) => count <= 50)).to.equal(true);
  }).timeout(180_000);
});

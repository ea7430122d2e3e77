import { expect } from 'chai';
import type { TransportKind } from '../../src/capture/transport/transport.js';
import type { Listener } from '../../src/listener/listener.js';
import type { Frames, ListenerStatus } from '../../src/listener/listener-events.js';
import { built } from './built.js';
import { SMALL_MODEL } from './small-model.js';
import { when } from './when.js';

/** Capacity of the transports, seconds. */
const CAPACITY = 2;
/** Latency below which listening counts as normal, seconds, with a margin for a busy test machine. */
export const USUAL = 0.8;

/** Starts listening to the microphone with a worker that can be slowed down. */
export async function start(stepFrames: number, transport: TransportKind) {
  const { Listener } = await built();
  const listener = new Listener({
    model: SMALL_MODEL,
    backend: 'wasm',
    transport,
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

export const status = (listener: Listener, fits: (status: ListenerStatus) => boolean) =>
  when(listener, 'status', fits, 120);

/** Returns the time missing between the frames, seconds. */
export const missing = (frames: readonly Frames[]) =>
  frames.slice(1).reduce((sum, next, i) => {
    const { time, frames: count } = frames[i]!;
    return sum + Math.max(0, next.time - (time + count * 0.02) - 1e-6);
  }, 0);

export const isAccounted = ({ samples: { captured, processed, dropped } }: ListenerStatus) =>
  captured === processed + dropped;

/** Tests a worker that blocks for longer than the transport's capacity. */
export function itStandsStill(transport: TransportKind): void {
  it('a worker that stands still for 5 s: what finds no room is counted, the gap is as long, and then it is as ever', async () => {
    const { listener, frames, slow } = await start(5, transport);
    const { captured, dropped } = listener.status.samples;
    const began = performance.now();
    slow({ stall: 5000 });
    await status(listener, ({ samples }) => samples.dropped > dropped);
    const back = await status(listener, ({ latency }) => latency < USUAL);
    const passed = (performance.now() - began) / 1000;
    await listener.stop();
    const { samples, sampleRate } = listener.status;
    // On a busy machine the audio clock also stands still, and sound that did not arrive was not dropped.
    const stoodStill = Math.max(0, passed - (back.samples.captured - captured) / sampleRate!);
    const lost = samples.dropped / sampleRate!;
    expect(lost).to.be.within(5 - CAPACITY - 0.5 - stoodStill, 5 - CAPACITY + 3);
    // Frames that span an edge of the gap are missing too.
    expect(missing(frames)).to.be.within(lost - 0.06, lost + 0.2 + stoodStill);
    expect(isAccounted(listener.status)).to.equal(true);
  });
}

import { expect } from 'chai';
import { isAccounted, itStandsStill, missing, start, status, USUAL } from './overload-scenario.js';
import { when } from './when.js';

describe('more than the device can do', () => {
  it('a main thread that is blocked for 5 s loses nothing: all of it is there afterwards', async () => {
    const { listener, frames } = await start(5, 'port');
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

  itStandsStill('port');

  it('a worker that is 20 times slower is as late as ever, give or take its step', async () => {
    const { listener, frames, slow } = await start(5, 'port');
    slow({ factor: 20 });
    const from = frames.at(-1)!.time;
    await when(listener, 'frames', ({ time }) => time > from + 3);
    const { latency } = await status(listener, (one) => one.latency < 2 * USUAL);
    expect(latency).to.be.below(2 * USUAL);
    await listener.stop();
    expect(isAccounted(listener.status)).to.equal(true);
  });

  it('a worker that cannot keep up takes longer steps, never falls further behind than the transport holds, and returns', async () => {
    const { listener, frames, slow } = await start(1, 'port');
    slow({ factor: 400 });
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

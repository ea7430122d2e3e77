import { expect } from 'chai';
import { built } from './built.js';

const SECONDS = 3;
/** Most runs. On a computer with more busy threads than cores, samples may be dropped, which are counted; another run then follows. */
const MOST_RUNS = 4;

describe('The sound that is kept', () => {
  it('is the input, on the clock of the detections, while listening and after it', async function () {
    this.timeout(60_000);
    const { Listener } = await built();
    const { sampleRate } = new OfflineAudioContext(1, 1, new AudioContext().sampleRate);
    const played = new AudioBuffer({ length: SECONDS * sampleRate, sampleRate });
    const noise = Float32Array.from({ length: played.length }, () => Math.random() - 0.5);
    played.copyToChannel(noise, 0);
    const heard = async () => {
      const listener = new Listener({ keepSeconds: 60, backend: 'wasm' });
      const stopped = new Promise<void>((resolve) =>
        listener.addEventListener('statechange', ({ detail }) => detail === 'idle' && resolve()),
      );
      await listener.start({ kind: 'buffer', buffer: played });
      expect(listener.status.keepSeconds).to.equal(60);
      const during = await listener.recall(0, Infinity);
      await stopped;
      return { listener, during, after: (await listener.recall(-Infinity, Infinity))! };
    };
    let run = await heard();
    for (let runs = 1; runs < MOST_RUNS && run.listener.status.samples.dropped > 0; runs++) run = await heard();
    const { listener, during, after } = run;
    expect(listener.status.samples.dropped).to.equal(0);
    expect(after.sampleRate).to.equal(sampleRate);
    const first = after.samples.findIndex((sample) => sample !== 0);
    for (let i = 0; i < noise.length; i += 97) expect(after.samples[first + i], `${i}`).to.be.closeTo(noise[i]!, 1e-4);
    if (during) {
      const shift = Math.round((during.start - after.start) * sampleRate);
      for (let i = 0; i < during.samples.length; i += 97) expect(during.samples[i]).to.equal(after.samples[shift + i]);
    }
    const second = (await listener.recall(after.start + 1, after.start + 2))!;
    expect(second.samples.length).to.equal(sampleRate);
    expect(second.samples[0]).to.equal(after.samples[sampleRate]);
    expect(await listener.recall(after.start - 9, after.start - 8)).to.equal(undefined);
  });

  it('is empty unless it is asked for', async () => {
    const { Listener } = await built();
    const listener = new Listener({ backend: 'wasm' });
    const played = new AudioBuffer({ length: 44_100, sampleRate: 44_100 });
    await listener.start({ kind: 'buffer', buffer: played });
    expect(await listener.recall(0, Infinity)).to.equal(undefined);
    await listener.stop();
    expect(await listener.recall(0, Infinity)).to.equal(undefined);
    expect(() => new Listener({ keepSeconds: -1 })).to.throw('keepSeconds');
  });
});

import { expect } from 'chai';
import type { TransportKind } from '../../src/capture/transport/transport.js';
import type { Detection } from '../../src/decisions/detection.js';
import type { Frames } from '../../src/listener/listener-events.js';
import { allClosed } from './all-closed.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { when } from './when.js';

/** A small random model, which loads quickly. */
const SMALL = '/test/fixtures/reference/crnn-tiny/model.json';

/** Tests the path from the (fake) microphone to a detection on the page, over one transport. */
export function describeListening(transport: TransportKind): void {
  describe(`listening over the ${transport}`, () => {
    it('analyses what the microphone plays, on the audio clock, with every sample accounted for', async () => {
      const { Listener } = await built();
      const seen = observe();
      const listener = new Listener({ backend: 'wasm' });
      const frames: Frames[] = [];
      const ended: Detection[] = [];
      /** Time that the audio clock stood still, seconds. This may happen on a busy machine. */
      let stoodStill = 0;
      listener.addEventListener('gap', ({ detail: { from, to } }) => (stoodStill += to - from));
      listener.addEventListener('frames', ({ detail }) => frames.push(detail));
      listener.addEventListener('detection', ({ detail }) => {
        if (detail.phase === 'end') ended.push(detail.detection);
      });
      await listener.start();
      expect(listener.state).to.equal('running');
      expect(listener.status.transport).to.equal(transport);
      expect(listener.status.input?.settings?.echoCancellation).to.not.equal(true);

      const bird = await when(listener, 'detection', ({ detection }) => detection.head === 'bird', 40);
      expect(bird.detection.onset).to.be.lessThan(seen.contexts[0]!.currentTime + stoodStill);
      expect(bird.detection.peak).to.be.within(0, 1);
      const status = await when(listener, 'status', ({ samples }) => samples.processed > 0);
      expect(status.backend?.backend).to.equal('wasm');
      expect(status.sampleRate).to.equal(seen.contexts[0]!.sampleRate);
      expect(status.latency).to.be.within(0, 5);
      await listener.stop();

      expect(listener.state).to.equal('idle');
      const { captured, processed, dropped } = listener.status.samples;
      expect(captured).to.be.greaterThan(0);
      expect(captured).to.equal(processed + dropped);
      // Frames are exactly one hop apart, unless samples were dropped or did not arrive.
      const gaps = frames.slice(1).filter((next, i) => {
        const previous = frames[i]!;
        return Math.abs(next.time - (previous.time + previous.frames * 0.02)) > 1e-6;
      });
      if (dropped === 0 && stoodStill === 0) expect(gaps.length).to.equal(0);
      for (const batch of frames) {
        expect(Object.values(batch.scores).every((scores) => scores.every((p) => p >= 0 && p <= 1))).to.equal(true);
      }
      // Every detection has ended, with its offset after its onset.
      expect(ended.some(({ label }) => label === 'bird')).to.equal(true);
      expect(ended.every(({ onset, offset }) => offset !== null && offset > onset)).to.equal(true);
      expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(seen.workers.size).to.equal(0);
      seen.restore();
    });

    it('leaves no track, worker, context or tensor behind after 50 starts and stops', async () => {
      const { Listener } = await built();
      const seen = observe();
      const listener = new Listener({ backend: 'wasm', model: SMALL });
      for (let i = 0; i < 50; i++) {
        await listener.start();
        if (i % 10 === 0) await when(listener, 'frames');
        await listener.stop();
      }
      expect(seen.tracks.length).to.equal(50);
      expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(seen.workersMade).to.equal(50);
      expect(seen.workers.size).to.equal(0);
      await allClosed(seen.contexts);
      expect(seen.tensorsLeft).to.deep.equal(new Array(50).fill(0));
      seen.restore();
    }).timeout(600_000);

    it('is safe in any order: the last call wins', async () => {
      const { Listener, listInputs } = await built();
      const seen = observe();
      const listener = new Listener({ backend: 'wasm' });
      await listener.stop();
      const first = listener.start();
      expect(listener.start()).to.equal(first);
      const aborted = first.then(
        () => 'started',
        (error: unknown) => (error as Error).name,
      );
      await listener.stop();
      await listener.stop();
      expect(await aborted).to.equal('AbortError');
      expect(listener.state).to.equal('idle');

      const second = listener.start().catch((error: unknown) => (error as Error).name);
      const [input] = await listInputs();
      const other = listener.start({ kind: 'microphone', deviceId: input!.deviceId });
      expect(await second).to.equal('AbortError');
      await other;
      expect(listener.state).to.equal('running');
      void listener.stop();
      await listener.start();
      expect(listener.state).to.equal('running');
      await listener.stop();
      expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(seen.workers.size).to.equal(0);
      await allClosed(seen.contexts);
      seen.restore();
    });
  });
}

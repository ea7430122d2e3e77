import { expect } from 'chai';
import type { Frames } from '../../src/listener/listener-events.js';
import { built } from './built.js';
import { SMALL_MODEL } from './small-model.js';
import { when } from './when.js';

const square = (i: number) => (i % 40 < 20 ? 1 : -1);
const signals: Readonly<Record<string, (i: number) => number>> = {
  'a full-scale square': square,
  'a constant': () => 1,
  denormals: (i) => (i % 2 ? 1e-40 : -1e-44),
  'NaN and infinite numbers': (i) => [NaN, Infinity, -Infinity, 0.5][i % 4]!,
  'the largest there are': (i) => (i % 2 ? 3.4e38 : -3.4e38),
};

/** Listens to a looped second of a signal in a page's own context until some frames have come. */
async function listenTo(sampleRate: number, signal: (i: number) => number) {
  const { Listener } = await built();
  const context = new AudioContext({ sampleRate });
  const buffer = context.createBuffer(1, sampleRate, sampleRate);
  buffer.copyToChannel(
    Float32Array.from({ length: sampleRate }, (_, i) => signal(i)),
    0,
  );
  const player = new AudioBufferSourceNode(context, { buffer, loop: true });
  player.start();
  await context.resume();
  const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', features: true });
  const heard: Frames[] = [];
  listener.addEventListener('frames', ({ detail }) => heard.push(detail));
  await listener.start({ kind: 'node', node: player });
  await when(listener, 'frames', () => heard.length > 3);
  const { status } = listener;
  await listener.stop();
  await context.close();
  return { heard, status, samples: listener.status.samples };
}

const isFinite = ({ features, scores }: Frames) =>
  [features!, ...Object.values(scores)].every((values) => values.every(Number.isFinite));

describe('odd input', () => {
  for (const [name, signal] of Object.entries(signals)) {
    it(`${name}: every number that comes of it is one`, async () => {
      const { heard, samples } = await listenTo(48_000, signal);
      expect(heard.every(isFinite)).to.equal(true);
      expect(samples.captured).to.equal(samples.processed + samples.dropped);
    });
  }

  for (const [sampleRate, missing] of [
    [8000, true],
    [11_025, true],
    [12_000, true],
    [16_000, false],
    [37_800, false],
    [192_000, false],
  ] as const) {
    it(`${sampleRate} Hz: frames of 20 ms${missing ? ', and the missing bands are reported' : ''}`, async () => {
      const { heard, status } = await listenTo(sampleRate, square);
      expect(heard.every(isFinite)).to.equal(true);
      for (const [i, { time, frames }] of status.samples.dropped > 0 ? [] : heard.slice(0, -1).entries())
        expect(heard[i + 1]!.time).to.be.closeTo(time + 0.02 * frames, 1e-9);
      expect(status.sampleRate).to.equal(sampleRate);
      expect(status.missingBands! > 0).to.equal(missing);
      if (missing) expect(heard[2]!.features![63]).to.equal(-100);
    });
  }
});

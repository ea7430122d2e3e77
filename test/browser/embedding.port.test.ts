import { expect } from 'chai';
import type { Frames } from '../../src/listener/listener-events.js';
import { built } from './built.js';
import { when } from './when.js';

const RATE = 48_000;

/** Returns two seconds of a tone with noise. */
function sound(): AudioBuffer {
  const buffer = new AudioBuffer({ length: 2 * RATE, sampleRate: RATE });
  let seed = 1;
  const samples = Float32Array.from({ length: buffer.length }, (_, i) => {
    seed = (seed * 16_807) % 2_147_483_647;
    return 0.1 * Math.sin((2 * Math.PI * 700 * i) / RATE) + 0.01 * (seed / 1_073_741_823 - 1);
  });
  buffer.copyToChannel(samples, 0);
  return buffer;
}

describe('Embeddings of live sound', () => {
  it('come every 80 ms while they are requested, beside teaching, and not otherwise', async () => {
    const { Listener } = await built();
    const listener = new Listener({ backend: 'wasm' });
    await listener.start({ kind: 'buffer', buffer: sound(), loop: true });
    expect((await when(listener, 'frames')).embedding).to.equal(undefined);

    const wanted = new AbortController();
    listener.requestEmbedding(wanted.signal);
    await when(listener, 'frames', ({ embedding }) => embedding !== undefined, 30);
    const steps: Frames[] = [];
    listener.addEventListener('frames', ({ detail }) => steps.push(detail));
    // Teaching reads the same embedding. Turning it on and off leaves the rows of the page.
    const teaching = new AbortController();
    listener.requestTeaching(teaching.signal);
    await when(listener, 'frames', ({ time }) => time > steps[0]!.time + 2, 30);
    teaching.abort();
    await when(listener, 'frames', ({ time }) => time > steps[0]!.time + 4, 30);
    const rows = steps.flatMap(({ embedding }) => (embedding && embedding.values.length > 0 ? [embedding] : []));
    const [{ size, network }] = rows as [(typeof rows)[0]];
    expect(network).to.match(/^[0-9a-f]{64}$/);
    for (const [i, { time, values, rowSeconds }] of rows.entries()) {
      expect(values.length % size).to.equal(0);
      expect(values.every(Number.isFinite)).to.equal(true);
      const next = rows[i + 1];
      if (next) expect(next.time).to.be.closeTo(time + (values.length / size) * rowSeconds, 1e-6);
    }

    wanted.abort();
    await when(listener, 'frames', ({ embedding }) => embedding === undefined, 30);
    await listener.stop();
  });
});

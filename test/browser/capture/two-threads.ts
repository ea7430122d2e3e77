import { expect } from 'chai';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { openWriter } from '../../../src/capture/transport/open-writer.js';
import type { TransportKind } from '../../../src/capture/transport/transport.js';
import { seededRandom } from '../../harness/random.js';
import { append, canaries, newWitness, observe, type Range } from './canary.js';
import { startReader, type ReadingHabits } from './reader-thread.js';

const RATE = 48_000;
/** Period of the writer's clock, ms. */
const PERIOD = 4;

/** Writes `seconds` of canaries in this thread to a reader in a worker, at `pace` times real time. */
async function send(testFile: string, kind: TransportKind, seconds: number, pace: number, habits: ReadingHabits = {}) {
  const random = seededRandom(seconds);
  const { worklet, worker } = createTransport(kind, RATE);
  const { reading } = await startReader(testFile, worker, habits);
  const writer = openWriter(worklet.end);
  const kept: Range[] = [];
  const began = performance.now();
  let position = 0;
  await new Promise<void>((resolve) => {
    const clock = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * RATE * pace;
      while (position < Math.min(due, seconds * RATE)) {
        const length = random() < 0.9 ? 128 : 1 + Math.floor(random() * 1500);
        const before = writer.dropped;
        writer.write(canaries(position, length), position);
        if (writer.dropped === before) append(kept, [position, position + length]);
        position += length;
      }
      if (position < seconds * RATE) return;
      clearInterval(clock);
      resolve();
    }, PERIOD);
  });
  writer.close();
  const { blocks, counts, ticks } = await reading;
  const witness = newWitness();
  for (const block of blocks) observe(witness, block);
  return { writer, kept, witness, counts, ticks };
}

/** Tests the guarantees of a transport between real threads. */
export function itCrossesThreads(testFile: string, kind: TransportKind, variants: ReadingHabits[]): void {
  for (const habits of variants) {
    it(`gives every sample to a worker in real time, ${JSON.stringify(habits)}`, async () => {
      const { writer, witness, counts, ticks } = await send(testFile, kind, 2, 1, habits);
      expect(witness.wrong).to.equal(0);
      expect(witness.ranges).to.deep.equal([[0, writer.captured]]);
      expect(counts).to.deep.equal({ captured: writer.captured, dropped: 0 });
      // About 400 on an idle machine; none if waiting blocked the worker's event loop.
      expect(ticks).to.be.greaterThan(10);
    });
  }

  it('counts exactly what a worker that stands still misses', async () => {
    const { writer, kept, witness, counts } = await send(testFile, kind, 40, 20, { stall: 250, stallEvery: 40 });
    expect(writer.dropped).to.be.greaterThan(0);
    expect(witness.wrong).to.equal(0);
    expect(witness.ranges).to.deep.equal(kept);
    expect(counts).to.deep.equal({ captured: writer.captured, dropped: writer.dropped });
    expect(writer.captured).to.equal(witness.read + writer.dropped);
  });
}

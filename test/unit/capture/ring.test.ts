import { expect } from 'chai';
import { describe, it, vi } from 'vitest';
import { BELL } from '../../../src/capture/transport/ring-layout.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { seededRandom } from '../../harness/random.js';
import { canaries, newWitness, observe, type Range } from '../../browser/capture/canary.js';
import { expectExactCounts, writeRandomly } from './write-randomly.js';
import { ringPair } from './ring-pair.js';

const LATE = 2 ** 40 + 12_345;

describe('RingWriter and RingReader', () => {
  for (let seed = 1; seed <= 12; seed++) {
    it(`keep or drop each write whole, in order, exactly counted (seed ${String(seed)})`, () => {
      const random = seededRandom(seed);
      const { writer, reader } = ringPair(500 + Math.floor(random() * 6000));
      const witness = newWitness();
      const kept: Range[] = [];
      let position = seed % 2 ? 0 : LATE;
      for (let i = 0; i < 3000; i++) {
        position = writeRandomly(writer, position, kept, random);
        // The reader pauses for a random time, then reads a random number of blocks.
        for (let reads = Math.floor(random() ** 2 * 12); reads > 0; reads--) {
          const block = reader.read();
          if (block) observe(witness, block);
        }
      }
      writer.close();
      for (let block = reader.read(); block; block = reader.read()) observe(witness, block);
      expectExactCounts(writer, reader, witness, kept);
    });
  }

  it('count beyond 2^32 samples', () => {
    const { writer, reader } = ringPair(1000);
    const half = 2 ** 31 - 50;
    for (const total of [half, 2 * half, 3 * half]) {
      writer.captured = total;
      writer.dropped = total - 7;
      writer.write(canaries(0, 10), total);
      writer.write(new Float32Array(2000), total + 10);
      expect(reader.read()?.position).to.equal(total);
      expect(reader.counts()).to.deep.equal({ captured: total + 2010, dropped: total - 7 + 2000 });
    }
  });

  it('notify the reader at once that something is there, and wait while nothing is', async () => {
    const { writer, reader } = ringPair(1000, 128);
    let settled = false;
    const ready = reader.ready().finally(() => (settled = true));
    await nextTask();
    expect(settled).to.equal(false);
    writer.write(canaries(0, 128), 0);
    expect(await ready).to.equal(true);
    expect(await reader.ready()).to.equal(true);
  });

  it('ring the bell once per interval, not once per quantum', () => {
    const { writer, control } = ringPair(100_000, 480);
    for (let position = 0; position < 48_000; position += 128) writer.write(canaries(position, 128), position);
    expect(Atomics.load(control, BELL)).to.be.within(90, 100);
  });

  it('wake the reader when the input pauses within an interval', async () => {
    const { writer, reader } = ringPair(1000, 480);
    const ready = reader.ready();
    await nextTask();
    writer.write(canaries(0, 100), 0);
    writer.flush();
    expect(await ready).to.equal(true);
  });

  it('drain after close, then end', async () => {
    const { writer, reader } = ringPair(1000);
    writer.write(canaries(0, 100), 0);
    writer.close();
    writer.close();
    writer.write(canaries(100, 100), 100);
    expect(await reader.ready()).to.equal(true);
    expect(reader.read()?.samples.length).to.equal(100);
    expect(await reader.ready()).to.equal(false);
    expect(reader.read()).to.equal(undefined);
    expect(reader.counts()).to.deep.equal({ captured: 100, dropped: 0 });
  });

  it('end a pending wait when closed or disposed', async () => {
    const closed = ringPair(1000);
    const untilClosed = closed.reader.ready();
    const disposed = ringPair(1000);
    const untilDisposed = [disposed.reader.ready(), disposed.reader.ready()];
    await nextTask();
    closed.writer.close();
    disposed.reader.dispose();
    disposed.reader.dispose();
    expect(await untilClosed).to.equal(false);
    expect(await Promise.all(untilDisposed)).to.deep.equal([false, false]);
  });

  it('wait by looking now and then where the browser has no Atomics.waitAsync', async () => {
    const original = Object.getOwnPropertyDescriptor(Atomics, 'waitAsync')!;
    Object.defineProperty(Atomics, 'waitAsync', { value: undefined, configurable: true, writable: true });
    vi.useFakeTimers();
    try {
      const { writer, reader } = ringPair(1000);
      let settled = false;
      const ready = reader.ready().finally(() => (settled = true));
      await vi.advanceTimersByTimeAsync(30);
      expect(settled).to.equal(false);
      writer.write(canaries(0, 10), 0);
      await vi.advanceTimersByTimeAsync(10);
      expect(await ready).to.equal(true);
      reader.read();
      const end = reader.ready();
      writer.close();
      await vi.advanceTimersByTimeAsync(10);
      expect(await end).to.equal(false);
    } finally {
      vi.useRealTimers();
      Object.defineProperty(Atomics, 'waitAsync', original);
    }
  });
});

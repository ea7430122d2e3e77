import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PortReader } from '../../../src/capture/transport/port-reader.js';
import { PortWriter } from '../../../src/capture/transport/port-writer.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { seededRandom } from '../../harness/random.js';
import { canaries, newWitness, observe, type Range } from '../../browser/capture/canary.js';
import { expectExactCounts, writeRandomly } from './write-randomly.js';

const LATE = 2 ** 40 + 12_345;

function portPair(blockLength: number, poolSize: number) {
  const { port1, port2 } = new MessageChannel();
  return { writer: new PortWriter(port1, blockLength, poolSize), reader: new PortReader(port2) };
}

describe('PortWriter and PortReader', () => {
  for (let seed = 1; seed <= 8; seed++) {
    it(`keep or drop each write whole, in order, exactly counted (seed ${String(seed)})`, async () => {
      const random = seededRandom(seed);
      const { writer, reader } = portPair(100 + Math.floor(random() * 900), 2 + Math.floor(random() * 8));
      const witness = newWitness();
      const kept: Range[] = [];
      let position = seed % 2 ? 0 : LATE;
      for (let i = 0; i < 1000; i++) {
        position = writeRandomly(writer, position, kept, random);
        if (random() < 0.05) writer.flush();
        if (random() < 0.2) await nextTask();
        for (let reads = Math.floor(random() * 4); reads > 0; reads--) {
          const block = reader.read();
          if (block) observe(witness, block);
        }
      }
      writer.close();
      while (await reader.ready()) {
        for (let block = reader.read(); block; block = reader.read()) observe(witness, block);
      }
      expectExactCounts(writer, reader, witness, kept);
      reader.dispose();
    });
  }

  it('never need more buffers than the pool has: what is read comes back', async () => {
    const { writer, reader } = portPair(128, 3);
    let read = 0;
    for (let position = 0; read < 200; position += 128) {
      writer.write(canaries(position, 128), position);
      await nextTask();
      while (reader.read()) read++;
    }
    reader.dispose();
  });

  it('send a part of a block when the input pauses, jumps or closes, with its true length and position', async () => {
    const { writer, reader } = portPair(960, 8);
    const blocks: Range[] = [];
    writer.write(canaries(0, 100), 0);
    writer.flush();
    writer.write(canaries(100, 50), 100);
    writer.write(canaries(1000, 70), 1000);
    writer.write(canaries(1070, 1000), 1070);
    writer.close();
    while (await reader.ready()) {
      const { samples, position } = reader.read()!;
      blocks.push([position, samples.length]);
    }
    expect(blocks).to.deep.equal([
      [0, 100],
      [100, 50],
      [1000, 960],
      [1960, 110],
    ]);
    reader.dispose();
  });

  it('drop and count while the reader stands still, and continue where it reads again', async () => {
    const { writer, reader } = portPair(100, 4);
    for (let position = 0; position < 1000; position += 50) writer.write(canaries(position, 50), position);
    expect(writer.dropped).to.equal(600);
    const witness = newWitness();
    const drain = async () => {
      await nextTask();
      for (let block = reader.read(); block; block = reader.read()) observe(witness, block);
      await nextTask();
    };
    await drain();
    writer.write(canaries(1000, 100), 1000);
    writer.close();
    await drain();
    expect(witness.ranges).to.deep.equal([
      [0, 400],
      [1000, 1100],
    ]);
    expect(reader.counts()).to.deep.equal({ captured: 1100, dropped: 600 });
    reader.dispose();
  });

  it('ignore what is written after close; closing twice is closing', async () => {
    const { writer, reader } = portPair(100, 4);
    writer.close();
    writer.close();
    writer.write(canaries(0, 100), 0);
    expect(await reader.ready()).to.equal(false);
    expect(reader.counts()).to.deep.equal({ captured: 0, dropped: 0 });
  });

  it('end pending waits when disposed, twice', async () => {
    const { writer, reader } = portPair(100, 4);
    const waits = [reader.ready(), reader.ready()];
    reader.dispose();
    reader.dispose();
    expect(await Promise.all(waits)).to.deep.equal([false, false]);
    writer.write(canaries(0, 1000), 0);
    await nextTask();
    expect(reader.read()).to.equal(undefined);
  });
});

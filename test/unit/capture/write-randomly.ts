import { expect } from 'chai';
import type { CaptureReader, CaptureWriter } from '../../../src/capture/transport/capture-ends.js';
import { append, canaries, type Range, type Witness } from '../../browser/capture/canary.js';

/**
 * Writes a block of random size, sometimes larger than the longest block. It must be kept or dropped as a whole.
 *
 * @param kept collects the kept ranges
 * @returns start of the next block, sometimes after a pause of the input
 */
export function writeRandomly(writer: CaptureWriter, position: number, kept: Range[], random: () => number): number {
  const length = 1 + Math.floor(random() ** 3 * 3000);
  const before = writer.dropped;
  writer.write(canaries(position, length), position);
  const lost = writer.dropped - before;
  expect(lost === 0 || lost === length).to.equal(true);
  if (lost === 0) append(kept, [position, position + length]);
  return position + length + (random() < 0.05 ? Math.floor(random() * 5000) : 0);
}

/** Expects that exactly the kept ranges were read, that some samples were dropped, and that both ends count every sample. */
export function expectExactCounts(writer: CaptureWriter, reader: CaptureReader, witness: Witness, kept: Range[]): void {
  expect(witness.wrong).to.equal(0);
  expect(witness.ranges).to.deep.equal(kept);
  expect(writer.dropped).to.be.greaterThan(0);
  expect(reader.counts()).to.deep.equal({ captured: writer.captured, dropped: writer.dropped });
  expect(writer.captured).to.equal(witness.read + writer.dropped);
}

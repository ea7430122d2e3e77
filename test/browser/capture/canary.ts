import type { CaptureBlock } from '../../../src/capture/transport/capture-ends.js';

/** Returns the expected sample for a position: exact in float32, never 0, different for 16 million consecutive positions. */
export const canary = (position: number) => ((position % 16_777_213) + 1) / 2 ** 24;

/** Returns consecutive canaries, as a block for `process()`. */
export function canaries(position: number, length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => canary(position + i));
}

/** A range of positions, end exclusive. */
export type Range = [start: number, end: number];

/** Appends a range to a list; merges it with the last range if they touch. */
export function append(ranges: Range[], [start, end]: Range): void {
  const last = ranges.at(-1);
  if (last?.[1] === start) last[1] = end;
  else ranges.push([start, end]);
}

/** Record of canaries that were read. It is plain data, so that it can be sent between threads. */
export interface Witness {
  /** Number of samples read. */
  read: number;
  /** Number of samples with a wrong value for their position. */
  wrong: number;
  /** Ranges that were read, in order; touching ranges are merged. Missing samples are the gaps between them. */
  ranges: Range[];
}

export const newWitness = (): Witness => ({ read: 0, wrong: 0, ranges: [] });

export function observe(witness: Witness, { samples, position }: CaptureBlock, expected = canary): void {
  for (let i = 0; i < samples.length; i++) if (samples[i] !== Math.fround(expected(position + i))) witness.wrong++;
  witness.read += samples.length;
  append(witness.ranges, [position, position + samples.length]);
}

import type { CaptureBlock } from '../../../src/capture/transport/capture-ends.js';

/** The only right sample for a position: exact in float32, never 0, different for 16 million positions in a row. */
export const canary = (position: number) => ((position % 16_777_213) + 1) / 2 ** 24;

/** A run of canaries, as `process()` would give it. */
export function canaries(position: number, length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => canary(position + i));
}

/** A run of positions, end exclusive. */
export type Range = [start: number, end: number];

/** Adds a range to a list, joining it to the last one where they touch. */
export function append(ranges: Range[], [start, end]: Range): void {
  const last = ranges.at(-1);
  if (last?.[1] === start) last[1] = end;
  else ranges.push([start, end]);
}

/** Reads canaries and writes down what it saw; plain data, so that it can travel between threads. */
export interface Witness {
  /** Samples read. */
  read: number;
  /** Samples whose value is not that of their position. */
  wrong: number;
  /** What was read, in order, touching ranges joined: the gaps are what is missing between them. */
  ranges: Range[];
}

export const newWitness = (): Witness => ({ read: 0, wrong: 0, ranges: [] });

export function observe(witness: Witness, { samples, position }: CaptureBlock, expected = canary): void {
  for (let i = 0; i < samples.length; i++) if (samples[i] !== Math.fround(expected(position + i))) witness.wrong++;
  witness.read += samples.length;
  append(witness.ranges, [position, position + samples.length]);
}

import { CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS, type ScalarDescriptor } from './descriptors.js';

const WIDTH = SCALAR_DESCRIPTORS.length + MFCC_COUNT + CHROMA_COUNT + 1;

/** Arrays for so many frames, one after another in one buffer. */
export function emptyDescriptors(frames: number) {
  const all = new Float32Array(frames * WIDTH);
  let used = 0;
  const next = (width: number) => all.subarray(used, (used += frames * width));
  const scalars = Object.fromEntries(SCALAR_DESCRIPTORS.map((name) => [name, next(1)])) as Record<
    ScalarDescriptor,
    Float32Array
  >;
  return { scalars, mfcc: next(MFCC_COUNT), chroma: next(CHROMA_COUNT), tempo: next(1) };
}

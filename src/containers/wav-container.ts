import type { ReadAt } from './audio-format.js';

/** Sizes that programs write that do not know the length beforehand, as into a pipe. */
const UNKNOWN_SIZES = [0, 0xffffffff];

/** Whether the `data` chunk is there with as many bytes as it announces. */
export async function isWavComplete(read: ReadAt, start: number, size: number): Promise<boolean> {
  for (let position = start + 12; ;) {
    const head = await read(position, 8);
    if (head.length < 8) return false;
    const bytes = head.readUInt32LE(4);
    const end = position + 8 + bytes;
    if (head.toString('latin1', 0, 4) === 'data') return UNKNOWN_SIZES.includes(bytes) || end <= size;
    // Chunks are padded to even lengths.
    position = end + (bytes % 2);
  }
}

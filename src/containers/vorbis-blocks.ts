import { damagedHeader } from './completeness.js';

/** Length of a mode in the setup packet, bits: block flag, window type, transform type, mapping. */
const MODE_BITS = 41;
/** Maximum number of modes. */
const MAX_MODES = 64;

/**
 * Returns a function that counts the samples which each Vorbis packet completes: a quarter of its block and of the block
 * before it (Vorbis I, section 1.3.2).
 *
 * @param identification first packet of the stream
 * @param setup third packet
 * @throws PinnaError `bad-audio` for a damaged setup
 */
export function vorbisBlocks(identification: DataView, setup: Uint8Array): (packet: DataView) => number {
  const sizes = identification.getUint8(28);
  const [short, long] = [2 ** (sizes & 15), 2 ** (sizes >> 4)];
  const isLong = readModes(setup);
  const modeBits = 32 - Math.clz32(isLong.length - 1);
  let previous = 0;
  return (packet) => {
    if (packet.byteLength === 0 || (packet.getUint8(0) & 1) === 1) return 0;
    const block = isLong[(packet.getUint8(0) >> 1) & (2 ** modeBits - 1)] ? long : short;
    const samples = previous === 0 ? 0 : (previous + block) / 4;
    previous = block;
    return samples;
  };
}

/**
 * Reads the block flags of all modes. They are the last part of the setup packet, and what is before them has no fixed
 * length, so this reads backwards from the framing bit. Modes end where the count before them agrees with their number.
 */
function readModes(setup: Uint8Array): boolean[] {
  const bit = (at: number) => (setup[at >> 3]! >> (at & 7)) & 1;
  const bits = (at: number, count: number) => {
    let value = 0;
    for (let i = count - 1; i >= 0; i--) value = value * 2 + bit(at + i);
    return value;
  };
  let end = setup.length * 8 - 1;
  while (end > 0 && bit(end) === 0) end--;
  const flags: boolean[] = [];
  let found: boolean[] | undefined;
  for (let at = end - MODE_BITS; at >= 6 && flags.length < MAX_MODES; at -= MODE_BITS) {
    if (bits(at + 1, 16) !== 0 || bits(at + 17, 16) !== 0 || bits(at + 33, 8) >= MAX_MODES) break;
    flags.unshift(bit(at) === 1);
    if (bits(at - 6, 6) + 1 === flags.length) found = [...flags];
  }
  if (!found) throw damagedHeader();
  return found;
}

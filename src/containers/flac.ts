import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { NO_HEADER, type SoundContainer } from './sound-container.js';

/** `fLaC`, the header of the first block, and STREAMINFO up to the number of samples, bytes. */
const HEAD_BYTES = 26;

export const isFlac = (head: DataView) => characters(head, 0) === 'fLaC';

/**
 * Reads STREAMINFO, which is always first (RFC 9639). FLAC tells no length in bytes but one in samples, to compare with
 * what is decoded.
 *
 * @param start of the stream, after tags, bytes
 * @param end before tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function readFlac(reader: ByteReader, start: number, end: number): Promise<SoundContainer> {
  const stream = readStreamInfo(await reader.view(start, HEAD_BYTES));
  return { format: 'flac', codec: 'flac', ...stream, completeness: 'unknown', start, end, header: NO_HEADER };
}

/**
 * Reads what `fLaC` begins, also in an Ogg packet.
 *
 * @throws PinnaError `bad-audio`
 */
export function readStreamInfo(
  view: DataView,
): Pick<SoundContainer, 'sampleRate' | 'channels' | 'samples' | 'duration'> {
  if (view.byteLength < HEAD_BYTES) throw cutShort();
  // 20 bits of rate, 3 of channels less one, 5 of sample size, 36 of length.
  const bits = view.getUint32(18);
  const sampleRate = bits >>> 12;
  const channels = ((bits >>> 9) & 7) + 1;
  if (sampleRate === 0) throw damagedHeader();
  const samples = (bits & 15) * 2 ** 32 + view.getUint32(22);
  // 0: the encoder did not know.
  return samples > 0 ? { sampleRate, channels, samples, duration: samples / sampleRate } : { sampleRate, channels };
}

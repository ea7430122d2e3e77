import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { NO_HEADER, type SoundContainer } from './sound-container.js';

/** Length of `fLaC`, the header of the first block, and STREAMINFO up to the number of samples, bytes. */
const HEAD_BYTES = 26;

/** Whether a file begins as FLAC does. */
export const isFlac = (head: DataView) => characters(head, 0) === 'fLaC';

/**
 * Reads STREAMINFO, which is always the first block (RFC 9639). FLAC declares no length in bytes, only a number of
 * samples. Compare it with the number of decoded samples (`requireSamples`).
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function readFlac(reader: ByteReader, start: number, end: number): Promise<SoundContainer> {
  const stream = readStreamInfo(await reader.view(start, HEAD_BYTES));
  return { format: 'flac', codec: 'flac', ...stream, completeness: 'unknown', start, end, header: NO_HEADER };
}

/**
 * Reads the header that begins with `fLaC`, in a FLAC file or in an Ogg packet.
 *
 * @throws PinnaError `bad-audio`
 */
export function readStreamInfo(
  view: DataView,
): Pick<SoundContainer, 'sampleRate' | 'channels' | 'samples' | 'duration'> {
  if (view.byteLength < HEAD_BYTES) throw cutShort();
  // 20 bits of sample rate, 3 of channels less one, 5 of sample size, 36 of length in samples.
  const bits = view.getUint32(18);
  const sampleRate = bits >>> 12;
  const channels = ((bits >>> 9) & 7) + 1;
  if (sampleRate === 0) throw damagedHeader();
  const samples = (bits & 15) * 2 ** 32 + view.getUint32(22);
  // 0: unknown to the encoder.
  return samples > 0 ? { sampleRate, channels, samples, duration: samples / sampleRate } : { sampleRate, channels };
}

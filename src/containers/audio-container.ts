import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { AudioFormat, ReadAt } from './audio-format.js';
import { findOggCodec, isOggComplete } from './ogg-container.js';
import { isLayer3Header, isMp3Complete } from './mp3-container.js';
import { isWavComplete } from './wav-container.js';

export interface AudioContainer {
  readonly format: AudioFormat;
  /** Where the sound begins, after tags, bytes. */
  readonly start: number;
  /** Samples per channel, where the file says how many. */
  readonly samples?: number;
}

/**
 * Finds out by content, not by name, what a file is, and whether it is whole: decoders take what is there and would pass
 * half a file off as all of it.
 *
 * @throws PinnaError `bad-audio` for other formats and for files that are cut short
 */
export async function identifyAudio(read: ReadAt, size: number): Promise<AudioContainer> {
  const start = await tagLength(read);
  const head = await read(start, 64);
  const magic = head.toString('latin1', 0, 4);
  if (magic === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE') {
    return whole({ format: 'wav', start }, await isWavComplete(read, start, size));
  }
  if (magic === 'fLaC') return flac(head, start);
  const codec = magic === 'OggS' ? findOggCodec(head) : undefined;
  if (codec) return whole({ format: codec, start }, await isOggComplete(read, size));
  if (magic !== 'OggS' && (start > 0 || isLayer3Header(head))) {
    return whole({ format: 'mp3', start }, await isMp3Complete(read, start, size));
  }
  throw new PinnaError(
    PinnaErrorCode.BadAudio,
    'This is not WAV, FLAC, MP3 or Ogg (Opus, Vorbis, FLAC). Convert it to one of them.',
  );
}

/** FLAC gives no length in bytes, but one in samples, to compare with what was decoded. */
function flac(head: Buffer, start: number): AudioContainer {
  if (head.length < 26) return whole({ format: 'flac', start }, false);
  const samples = (head[21]! & 15) * 2 ** 32 + head.readUInt32BE(22);
  // 0: the encoder did not know.
  return samples > 0 ? { format: 'flac', start, samples } : { format: 'flac', start };
}

function whole(container: AudioContainer, complete: boolean): AudioContainer {
  if (complete) return container;
  throw new PinnaError(PinnaErrorCode.BadAudio, 'The file is cut short. Copy or record it again.');
}

/** Length of an ID3v2 tag in front (https://id3.org/id3v2.4.0-structure), bytes; MP3 and sometimes FLAC have one. */
async function tagLength(read: ReadAt): Promise<number> {
  const head = await read(0, 10);
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
  const footer = head[5]! & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

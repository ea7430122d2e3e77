import type { Readable } from 'node:stream';
import { mixToMono } from '../../capture/context/mono-mixer.js';
import { characters } from '../../containers/byte-reader.js';
import { cutShort, damagedHeader } from '../../containers/completeness.js';
import { isPlaceholder, isWav } from '../../containers/wav.js';
import { WavDecoder } from '../../containers/wav-decoder.js';
import { MAX_FORMAT_BYTES, readWavFormat, type WavFormat } from '../../containers/wav-format.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { pcmFormatChunk, type PcmLayout } from '../files/pcm-format.js';
import { ByteStream } from './byte-stream.js';

/** Sound that arrives. */
export interface LiveInput {
  /** Hz. */
  readonly sampleRate: number;
  /** Mono samples, as they arrive. */
  readonly blocks: AsyncIterable<Float32Array>;
}

/** Most bytes that are decoded at once: 1 s of 16-bit mono at 32 kHz. */
const BLOCK_BYTES = 1 << 16;
/** First bytes of sound files that are not WAV, and what they are. Their letters are rare in raw samples. */
const OTHERS: readonly (readonly [magic: string, at: number, name: string])[] = [
  ['fLaC', 0, 'FLAC'],
  ['OggS', 0, 'Ogg'],
  ['ID3', 0, 'MP3'],
  ['ftyp', 4, 'MP4'],
  ['FORM', 0, 'AIFF'],
  ['.snd', 0, 'AU'],
];

/**
 * Opens a stream of WAV, or of raw samples.
 *
 * @param raw layout of raw samples; undefined for WAV
 * @param stop ends the stream when it aborts
 * @throws PinnaError `empty-audio` if nothing arrives, `bad-audio` if it is something else. So does reading the blocks.
 */
export async function openLiveInput(
  stream: Readable,
  raw: PcmLayout | undefined,
  stop: AbortSignal,
): Promise<LiveInput> {
  const bytes = new ByteStream(stream, stop);
  const first = await bytes.peek(12);
  if (first.length === 0) {
    throw new PinnaError(
      PinnaErrorCode.EmptyAudio,
      'Standard input ended before any sound arrived. Check the program that records.',
    );
  }
  const head = new DataView(first.buffer, first.byteOffset, first.length);
  if (first.length === 12 && isWav(head)) {
    const { format, length } = await readHeader(bytes);
    return inputOf(bytes, format, length);
  }
  const other = OTHERS.find(([magic, at]) => characters(head, at, magic.length) === magic)?.[2];
  if (other !== undefined) throw notSound(`Standard input is ${other}.`);
  if (!raw) {
    throw notSound('Standard input is not WAV. If it is raw samples, name their sample rate with --rate. Otherwise');
  }
  return inputOf(bytes, readWavFormat(pcmFormatChunk(raw)), Infinity);
}

function notSound(what: string): PinnaError {
  return new PinnaError(
    PinnaErrorCode.BadAudio,
    what.endsWith('.')
      ? `${what} Convert it: ffmpeg -i - -f wav - | pinna listen`
      : `${what} convert it: ffmpeg -i - -f wav - | pinna listen`,
  );
}

/**
 * Reads the header of a WAV stream. A program that writes into a pipe does not know the length, and leaves a placeholder.
 *
 * @returns the format, and the length of the samples, bytes; Infinity if it is not known
 */
async function readHeader(bytes: ByteStream): Promise<{ format: WavFormat; length: number }> {
  await bytes.skip(12);
  let format: WavFormat | undefined;
  for (;;) {
    const head = await bytes.take(8);
    if (head.length < 8) throw cutShort();
    const view = new DataView(head.buffer, head.byteOffset, 8);
    const name = characters(view, 0);
    const size = view.getUint32(4, true);
    if (name === 'data') {
      if (!format) throw damagedHeader();
      return { format, length: size === 0 || isPlaceholder(size) ? Infinity : size };
    }
    if (name === 'fmt ') {
      const chunk = await bytes.take(Math.min(size, MAX_FORMAT_BYTES));
      format = readWavFormat(new DataView(chunk.buffer, chunk.byteOffset, chunk.length));
      await bytes.skip(size - chunk.length + (size % 2));
    } else await bytes.skip(size + (size % 2));
  }
}

function inputOf(bytes: ByteStream, format: WavFormat, length: number): LiveInput {
  if (format.codec === 'mp3') throw notSound('Standard input is MP3 in WAV.');
  const decoder = new WavDecoder(format);
  async function* blocks(): AsyncGenerator<Float32Array> {
    for (let rest = length; rest > 0;) {
      const part = await bytes.next(Math.min(rest, BLOCK_BYTES));
      if (!part) return;
      rest -= part.length;
      const samples = mixToMono(decoder.decode(part));
      if (samples.length > 0) yield samples;
    }
    // Reads the chunks behind the samples to their end, so that the program that writes them does not fail.
    while (await bytes.next(BLOCK_BYTES));
  }
  return { sampleRate: format.sampleRate, blocks: blocks() };
}

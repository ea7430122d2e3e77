import type { FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { mixToMono } from '../../capture/context/mono-mixer.js';
import { ByteReader } from '../../containers/byte-reader.js';
import { paddingStart, requireSamples, requireWhole, missingSeconds } from '../../containers/completeness.js';
import { nameOtherFormat, readContainer } from '../../containers/read-container.js';
import type { SoundContainer } from '../../containers/sound-container.js';
import { openDecoder, type DecodableCodec, type DecodedAudio } from './open-decoder.js';
import { openFile } from './open-file.js';

/** Bytes to read at a time: 16 s of MP3 at 128 kbit/s, 1.5 s of 16-bit stereo WAV at 44.1 kHz. */
const BLOCK_BYTES = 1 << 18;
const DAMAGED = 'damaged parts were skipped, so times after them are too early.';
const END_MISSING = 'the last bytes of the file are missing.';

/** A block of mono samples. */
export interface AudioBlock {
  /** Sample rate of the file, Hz. */
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

/** Options of {@link decodeFile}. */
export interface DecodeOptions {
  /** Called with the share of the file that has been read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Called with the defects of a file that is decoded nevertheless. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Decodes a file block by block and averages its channels. Memory use does not depend on the length of the file.
 *
 * @throws PinnaError `bad-audio` if the file cannot be read, is not a sound file or is incomplete
 */
export async function* decodeFile(path: string, options: DecodeOptions = {}): AsyncGenerator<AudioBlock> {
  const { handle, size } = await openFile(path);
  try {
    const container = await readDecodable(readerOf(handle, size));
    if (container.completeness === 'end-missing') options.onWarning?.(END_MISSING);
    const maxSamples = paddingStart(container) ?? Infinity;
    let samples = 0;
    let sampleRate = 0;
    for await (const block of decodeFrom(handle, container, options)) {
      sampleRate ||= block.sampleRate;
      if (block.sampleRate !== sampleRate) throw bad('The sample rate changes within the file. Split it there.');
      const rest = maxSamples - samples;
      samples += block.samples.length;
      if (rest > 0)
        yield rest < block.samples.length ? { sampleRate, samples: block.samples.subarray(0, rest) } : block;
    }
    requireSamples(samples, container);
    const missing = missingSeconds(samples, container);
    if (missing > 0)
      options.onWarning?.(`${missing.toFixed(2)} s are missing within the file; times after that are too early.`);
  } finally {
    await handle.close();
  }
}

function readerOf(handle: FileHandle, size: number): ByteReader {
  return new ByteReader(size, async (position, length) => {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  });
}

/** Reads the header of a file. @throws PinnaError `bad-audio` for formats without a decoder and for truncated files */
async function readDecodable(reader: ByteReader): Promise<SoundContainer> {
  const container = await readContainer(reader);
  if (!container || !decoderOf(container)) {
    const name = await nameOtherFormat(reader);
    throw bad(
      `This is ${name ? `${name}, ` : ''}not WAV, FLAC, MP3 or Ogg (Opus, Vorbis, FLAC). Convert it to one of them.`,
    );
  }
  requireWhole(container);
  return container;
}

function decoderOf({ format, codec }: SoundContainer): DecodableCodec | undefined {
  if (format === 'webm') return undefined;
  if (format !== 'ogg') return format;
  return codec === 'opus' ? 'opus' : codec === 'flac' ? 'flac' : 'vorbis';
}

async function* decodeFrom(
  handle: FileHandle,
  container: SoundContainer,
  { onProgress, onWarning }: DecodeOptions,
): AsyncGenerator<AudioBlock> {
  const { start, end, header } = container;
  const decoder = await openDecoder(decoderOf(container)!);
  let isDamaged = false;
  const run = (action: () => DecodedAudio | undefined) => {
    const { result, hasReported } = captureConsole(action);
    if (hasReported && !isDamaged) onWarning?.(DAMAGED);
    isDamaged ||= hasReported;
    const { sampleRate, channelData, samplesDecoded } = result ?? { sampleRate: 0, channelData: [] };
    return { sampleRate, samples: mixToMono(channelData.map((channel) => channel.subarray(0, samplesDecoded))) };
  };
  try {
    if (header.length > 0) run(() => decoder.decode(header));
    for (let position = start; position < end;) {
      // Not a Buffer: its slice() is a view, but the decoder of 32-bit WAV needs a copy.
      const bytes = new Uint8Array(Math.min(BLOCK_BYTES, end - position));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const block = run(() => decoder.decode(bytes.subarray(0, bytesRead)));
      if (block.samples.length > 0) yield block;
      onProgress?.((position - start) / (end - start));
    }
    const last = run(() => decoder.flush?.());
    if (last.samples.length > 0) yield last;
  } catch (cause) {
    throw cause instanceof PinnaError ? cause : bad('The file cannot be decoded; it may be damaged.', { cause });
  } finally {
    decoder.free();
  }
}

/** Runs a decoder and intercepts the console, the only place where the WASM decoders report damage. */
function captureConsole<T>(action: () => T): { result: T; hasReported: boolean } {
  const original = console.error;
  let hasReported = false;
  console.error = () => {
    hasReported = true;
  };
  try {
    return { result: action(), hasReported };
  } finally {
    console.error = original;
  }
}

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what, options);
}

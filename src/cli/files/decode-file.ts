import type { FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { mixToMono } from '../../capture/context/mono-mixer.js';
import { ByteReader } from '../../containers/byte-reader.js';
import { noSound, rateChanges } from '../../containers/completeness.js';
import { missingInPart } from '../../containers/missing-sound.js';
import { nameOtherFormat } from '../../containers/other-formats.js';
import { planSound } from '../../containers/plan-sound.js';
import type { Piece, SoundPart } from '../../containers/sound-part.js';
import type { SoundPlan } from '../../containers/sound-plan.js';
import type { SoundWarning } from '../../containers/sound-warning.js';
import { WavDecoder } from '../../containers/wav-decoder.js';
import type { WavFormat } from '../../containers/wav-format.js';
import { openDecoder, type DecodableCodec, type DecodedAudio, type Decoder } from './open-decoder.js';
import { openFile } from './open-file.js';

/** Bytes to read at a time: 16 s of MP3 at 128 kbit/s, 1.5 s of 16-bit stereo WAV at 44.1 kHz. */
const BLOCK_BYTES = 1 << 18;
/** Longest block of silence for missing sound, samples. */
const SILENCE_SAMPLES = 1 << 16;

/** A block of mono samples. */
export interface AudioBlock {
  /** Sample rate of the file, Hz. */
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

/** Options of {@link decodeFile}. */
export interface DecodeOptions {
  /** Whether to decode a file that is cut short or damaged. Default: false, which rejects it. */
  readonly partial?: boolean | undefined;
  /** Called with the share of the file that has been read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Called with each defect of a file that is decoded nevertheless. */
  readonly onWarning?: (warning: SoundWarning) => void;
}

/**
 * Decodes a file block by block and averages its channels. Puts silence instead of missing sound, so times stay true.
 * Memory use does not depend on the length of the file.
 *
 * @throws PinnaError `bad-audio` if the file cannot be read, is not a sound file or is incomplete
 */
export async function* decodeFile(path: string, options: DecodeOptions = {}): AsyncGenerator<AudioBlock> {
  const { partial = false, onProgress, onWarning } = options;
  const { handle, size } = await openFile(path);
  try {
    const plan = await planDecodable(readerOf(handle, size), partial);
    for (const warning of plan.warnings) onWarning?.(warning);
    const { sampleRate, parts } = plan;
    const progress = progressOf(plan, onProgress);
    let position = 0;
    let heard = 0;
    for (const part of parts) {
      yield* silence(part.begin - position, sampleRate);
      position = part.begin;
      let decoded = 0;
      for await (const samples of decodePart(handle, plan, part, progress)) {
        const wanted = part.length === undefined ? samples : samples.subarray(0, Math.max(0, part.length - decoded));
        decoded += samples.length;
        position += wanted.length;
        heard += wanted.length;
        if (wanted.length > 0) yield { sampleRate, samples: wanted };
      }
      const missing = missingInPart(plan, part, decoded, partial);
      if (!missing) continue;
      onWarning?.(missing);
      const end = part.begin + part.length!;
      yield* silence(end - position, sampleRate);
      position = end;
    }
    if (heard === 0) throw noSound();
  } finally {
    await handle.close();
  }
}

function* silence(length: number, sampleRate: number): Generator<AudioBlock> {
  for (let rest = length; rest > 0; rest -= SILENCE_SAMPLES) {
    yield { sampleRate, samples: new Float32Array(Math.min(rest, SILENCE_SAMPLES)) };
  }
}

function readerOf(handle: FileHandle, size: number): ByteReader {
  return new ByteReader(size, async (position, length) => {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  });
}

/** Reads a file's structure. @throws PinnaError `bad-audio` for formats without a decoder, and as {@link planSound} */
async function planDecodable(reader: ByteReader, partial: boolean): Promise<SoundPlan> {
  const plan = await planSound(reader, { partial });
  if (plan && plan.format !== 'webm') return plan;
  const name = await nameOtherFormat(reader);
  throw bad(
    name === undefined
      ? 'This is not WAV, Wave64, AIFF, CAF, AU, FLAC, MP3 or Ogg (Opus, Vorbis, FLAC). Convert it to one of them.'
      : `This is ${name}, not WAV, AIFF, FLAC, MP3 or Ogg (Opus, Vorbis, FLAC). Convert it to one of them.`,
  );
}

const decoderOf = ({ format, codec }: SoundPlan) => (format === 'ogg' ? codec : format) as DecodableCodec;

/** Returns a function that reports the share of all bytes that has been read. It is called with each number of bytes. */
function progressOf({ parts }: SoundPlan, onProgress: DecodeOptions['onProgress']): (bytes: number) => void {
  const total = parts.flatMap(({ pieces }) => pieces).reduce((sum, piece) => sum + lengthOf(piece), 0);
  let read = 0;
  return (bytes) => {
    read += bytes;
    onProgress?.(read / total);
  };
}

const lengthOf = (piece: Piece) => ('end' in piece ? piece.end - piece.start : piece.length);

async function* decodePart(
  handle: FileHandle,
  plan: SoundPlan,
  { pieces }: SoundPart,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Float32Array> {
  const decoder = plan.wav ? wavDecoder(plan.wav) : await openDecoder(decoderOf(plan));
  const run = (action: (decoder: Decoder) => DecodedAudio | undefined) => {
    const { sampleRate, channelData, samplesDecoded } = quietly(() => action(decoder)) ?? NOTHING;
    if (channelData.length > 0 && sampleRate !== plan.sampleRate) throw rateChanges();
    return mixToMono(channelData.map((channel) => channel.subarray(0, samplesDecoded)));
  };
  try {
    for (const piece of pieces) {
      for await (const bytes of blocksOf(handle, piece)) {
        const samples = run((open) => open.decode(bytes));
        onBytes(bytes.length);
        if (samples.length > 0) yield samples;
      }
    }
    const last = run((open) => open.flush?.());
    if (last.length > 0) yield last;
  } catch (cause) {
    throw cause instanceof PinnaError ? cause : bad('The file cannot be decoded; it may be damaged.', { cause });
  } finally {
    decoder.free();
  }
}

function wavDecoder(format: WavFormat): Decoder {
  const decoder = new WavDecoder(format);
  const { sampleRate } = format;
  return { decode: (bytes) => ({ sampleRate, channelData: decoder.decode(bytes) }), free: () => undefined };
}

const NOTHING: DecodedAudio = { sampleRate: 0, channelData: [] };

async function* blocksOf(handle: FileHandle, piece: Piece): AsyncGenerator<Uint8Array> {
  if (!('end' in piece)) {
    yield piece;
    return;
  }
  for (let position = piece.start; position < piece.end;) {
    const bytes = new Uint8Array(Math.min(BLOCK_BYTES, piece.end - position));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield bytes.subarray(0, bytesRead);
  }
}

/** Runs a decoder without its messages on the console. */
function quietly<T>(action: () => T): T {
  const original = console.error;
  console.error = () => undefined;
  try {
    return action();
  } finally {
    console.error = original;
  }
}

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what, options);
}

import type { FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { mixToMono } from '../../capture/context/mono-mixer.js';
import { identifyAudio } from '../../containers/audio-container.js';
import type { AudioFormat } from '../../containers/audio-format.js';
import { openFile } from './open-file.js';

/** Read at a time, bytes: minutes of MP3, a second of WAV. */
const BLOCK_BYTES = 1 << 18;

/** A stretch of sound, mono. */
export interface AudioBlock {
  /** The file's own, Hz. */
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

export interface DecodeOptions {
  /** Told the share of the file that was read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Told once if the decoder skipped damaged parts. */
  readonly onDamage?: () => void;
}

/**
 * Decodes a file piece by piece, so that its length needs no memory; its channels are mixed to one.
 *
 * @throws PinnaError `bad-audio` when it cannot be read, is no sound, or is not whole
 */
export async function* decodeFile(path: string, options: DecodeOptions = {}): AsyncGenerator<AudioBlock> {
  const { handle, size } = await openFile(path);
  try {
    const container = await identifyAudio(async (position, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    }, size);
    let samples = 0;
    let sampleRate = 0;
    for await (const block of decodeFrom(handle, size, container.format, container.start, options)) {
      sampleRate ||= block.sampleRate;
      if (block.sampleRate !== sampleRate) throw bad('The sample rate changes within the file. Split it there.');
      samples += block.samples.length;
      yield block;
    }
    if (samples === 0) throw bad('There is no sound in the file.');
    if (samples < (container.samples ?? 0)) throw bad('The file is cut short or damaged. Copy or record it again.');
  } finally {
    await handle.close();
  }
}

async function* decodeFrom(
  handle: FileHandle,
  size: number,
  format: AudioFormat,
  start: number,
  { onProgress, onDamage }: DecodeOptions,
): AsyncGenerator<AudioBlock> {
  // An ES module, which CommonJS reaches only this way.
  const { default: decode } = await import('audio-decode');
  const decoder = await decode[format]();
  let isDamaged = false;
  const run = async (bytes?: Uint8Array) => {
    const { result, complained } = await quietly(() => decoder(bytes));
    if (complained && !isDamaged) onDamage?.();
    isDamaged ||= complained;
    return { sampleRate: result.sampleRate, samples: mixToMono(result.channelData) };
  };
  try {
    for (let position = start; position < size;) {
      // Not a Buffer: its slice() is a view, and the decoder of 32-bit WAV relies on a copy.
      const bytes = new Uint8Array(BLOCK_BYTES);
      const { bytesRead } = await handle.read(bytes, 0, BLOCK_BYTES, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const block = await run(bytes.subarray(0, bytesRead));
      if (block.samples.length > 0) yield block;
      onProgress?.(position / size);
    }
    const last = await run();
    if (last.samples.length > 0) yield last;
  } catch (cause) {
    throw cause instanceof PinnaError ? cause : bad('The file cannot be decoded; it may be damaged.', { cause });
  } finally {
    decoder.free();
  }
}

/** The WASM decoders tell of damage on the console and nowhere else. */
async function quietly<T>(action: () => Promise<T>): Promise<{ result: T; complained: boolean }> {
  const original = console.error;
  let complained = false;
  console.error = () => {
    complained = true;
  };
  try {
    return { result: await action(), complained };
  } finally {
    console.error = original;
  }
}

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what, options);
}

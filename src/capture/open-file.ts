import { PinnaError, PinnaErrorCode } from '../errors';
import { abortable } from './abortable';
import { openBuffer } from './open-buffer';
import type { OpenSource } from './open-source';
import type { Source } from './source';

/**
 * Decodes a file, whole and at the context's rate, and plays it.
 * @throws PinnaError `bad-audio`.
 */
export async function openFile(
  context: AudioContext,
  { file, ...playing }: Source & { kind: 'file' },
  signal: AbortSignal,
): Promise<OpenSource> {
  const label = file instanceof File ? file.name : '';
  const buffer = await abortable(decode(context, file, label), signal);
  return openBuffer(context, { ...playing, buffer }, { kind: 'file', label });
}

async function decode(context: AudioContext, file: Blob, label: string): Promise<AudioBuffer> {
  try {
    return await context.decodeAudioData(await file.arrayBuffer());
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.BadAudio,
      `${label || 'The file'} cannot be read as audio by this browser. Convert it to WAV, MP3 or FLAC and try again.`,
      { cause },
    );
  }
}

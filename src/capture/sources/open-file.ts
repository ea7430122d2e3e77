import { abortable } from '../../lifetime/waiting.js';
import { decodeWith } from './decode-with.js';
import { openBuffer } from './open-buffer.js';
import type { OpenedSource } from './opened-source.js';
import type { Source } from './source.js';

/**
 * Decodes a file, whole and at the context's rate, and plays it.
 * @throws PinnaError `empty-audio`, `bad-audio`.
 */
export async function openFile(
  context: AudioContext,
  { file, ...playing }: Source & { kind: 'file' },
  signal: AbortSignal,
): Promise<OpenedSource> {
  const buffer = await abortable(decodeWith(context, file), signal);
  const label = file instanceof File ? file.name : '';
  return openBuffer(context, { ...playing, buffer }, { kind: 'file', label });
}

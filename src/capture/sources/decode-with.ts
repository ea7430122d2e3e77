import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { requireReadable } from './readable-file.js';

/**
 * Decodes a whole file to the context's sample rate.
 *
 * @param format name of its format, for the error
 * @throws PinnaError `file-unreadable`, `empty-audio`, `bad-audio`
 */
export async function decodeWith(context: BaseAudioContext, file: Blob, format?: string): Promise<AudioBuffer> {
  await requireReadable(file);
  const name = file instanceof File && file.name ? file.name : 'The file';
  if (file.size === 0) {
    throw new PinnaError(PinnaErrorCode.EmptyAudio, `${name} is empty. Copy or record it again.`);
  }
  try {
    const decoded = await context.decodeAudioData(await file.arrayBuffer());
    // WebKit decodes a file that ends before its first sample to an empty buffer.
    if (decoded.length === 0) throw new Error('It contains no samples.');
    return decoded;
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.BadAudio,
      `${name} ${format === undefined ? '' : `is ${format}. It `}cannot be read as audio by this browser. Convert it to WAV, MP3 or ` +
        'FLAC and try again.',
      { cause },
    );
  }
}

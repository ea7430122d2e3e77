import { PinnaError, PinnaErrorCode } from '../errors';

/**
 * Decodes a file, whole and at the context's rate.
 * @throws PinnaError `empty-audio`, `bad-audio`
 */
export async function decodeWith(context: BaseAudioContext, file: Blob): Promise<AudioBuffer> {
  const name = file instanceof File && file.name ? file.name : 'The file';
  if (file.size === 0) {
    throw new PinnaError(PinnaErrorCode.EmptyAudio, `${name} is empty. Copy or record it again.`);
  }
  try {
    return await context.decodeAudioData(await file.arrayBuffer());
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.BadAudio,
      `${name} cannot be read as audio by this browser. Convert it to WAV, MP3 or FLAC and try again.`,
      { cause },
    );
  }
}

import { PinnaError, PinnaErrorCode } from '../errors.js';

const AGAIN = 'Copy or record it again, or set the option partial to analyse what is there.';

/**
 * Rejects a file without sound and, unless `partial` is set, a file that is cut short. Decoders would decode its beginning
 * and report no error.
 *
 * @throws PinnaError `bad-audio`
 */
export function requireWhole(
  {
    isCut,
    samples,
    format,
  }: { readonly isCut: boolean; readonly samples: number | undefined; readonly format: string },
  partial: boolean,
): void {
  if (isCut && !partial) throw format === 'flac' ? cutOrDamaged() : cutShort();
  if (samples === 0) throw isCut ? cutShort() : noSound();
}

/** Creates the error for a file without samples. */
export function noSound(): PinnaError {
  return badAudio('There is no sound in the file. Choose another file.');
}

/** Creates the error for a file that ends too early. */
export function cutShort(): PinnaError {
  return badAudio(`The file is cut short. ${AGAIN}`);
}

/** Creates the error for a file of which frames are missing, at the end or before. */
export function cutOrDamaged(): PinnaError {
  return badAudio(`The file is cut short or damaged. ${AGAIN}`);
}

/** Creates the error for a file with more damage than sound, or with very many streams. */
export function damagedBeyondUse(): PinnaError {
  return badAudio('The file has too many damaged places, or too many streams. Copy it again, or split it.');
}

/** Creates the error for an invalid header. */
export function damagedHeader(): PinnaError {
  return badAudio('The header of the file is damaged. Copy or record it again.');
}

/** Creates the error for a file of several sample rates. */
export function rateChanges(): PinnaError {
  return badAudio('The sample rate changes within the file. Split it there.');
}

/** Creates the error for a codec without a decoder. @param container as in “The … file” */
export function unreadableCodec(container: string, codec: string): PinnaError {
  return badAudio(
    `The ${container} file contains ${codec}, which cannot be decoded. Convert it to WAV with PCM samples, FLAC or MP3.`,
  );
}

function badAudio(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what);
}

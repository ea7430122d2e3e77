import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Longest recording of an example, seconds. */
export const LONGEST_RECORDING = 60;
/** Fewest frames of an example. */
export const FEWEST_FRAMES = 4;

/** Rejects a recording that is too long for an example. @param seconds its duration @throws PinnaError `audio-too-long` */
export function checkExampleLength(seconds: number): void {
  if (seconds <= LONGEST_RECORDING) return;
  throw new PinnaError(
    PinnaErrorCode.AudioTooLong,
    `The recording is longer than ${LONGEST_RECORDING} s, the most that an example may have. ` +
      'Cut the part with the sound out of it, and use that.',
  );
}

import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Longest example, a stretch of live sound or a recording, seconds. A longer one is refused. */
export const LONGEST_RECORDING = 60;
/** Fewest frames of an example. */
export const FEWEST_FRAMES = 4;
/** Tolerance for the rounding of a difference of times, seconds. */
const ROUNDING = 1e-6;

/** Refuses an example that is too long, live or recorded. @param seconds its duration @throws PinnaError `audio-too-long` */
export function checkExampleLength(seconds: number): void {
  if (seconds <= LONGEST_RECORDING + ROUNDING) return;
  throw new PinnaError(
    PinnaErrorCode.AudioTooLong,
    `An example may have at most ${LONGEST_RECORDING} s; this one is longer. ` +
      'Choose a shorter stretch, or cut the part with the sound out of the recording.',
  );
}

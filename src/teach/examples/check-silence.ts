import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Highest sample of a silent recording: half a step of 16 bits. */
const SILENT = 2 ** -16;

/** Returns the highest absolute sample, and at least that of the samples before. */
export const highestSample = (samples: Float32Array, before = 0): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), before);

/** Refuses a silent recording as an example. @param highest its highest sample @throws PinnaError `empty-audio` */
export function checkSilence(highest: number): void {
  if (highest < SILENT)
    throw new PinnaError(PinnaErrorCode.EmptyAudio, 'The file is silent. Record the sound again, or remove the file.');
}

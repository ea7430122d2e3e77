import { PinnaError, PinnaErrorCode } from '../errors.js';

export const bad = (message: string): PinnaError => new PinnaError(PinnaErrorCode.BadOption, message);

export const badName = (name: string): PinnaError => bad(`"${name}" cannot be a name. Use 1 to 64 characters.`);

export const tooManySounds = (most: number): PinnaError =>
  bad(`There can be at most ${most} taught sounds. Remove some.`);

export const tooManyFaders = (most: number): PinnaError => bad(`There can be at most ${most} faders. Remove some.`);

export const damaged = (): PinnaError =>
  new PinnaError(
    PinnaErrorCode.BadTaughtFile,
    "The stored sounds are damaged. Open a file of them, or clear this page's data in the browser and teach them again.",
  );

export const ofEarlierSession = (): PinnaError =>
  new PinnaError(
    PinnaErrorCode.NotKept,
    'The stretch belongs to the time before listening was started again, and is not kept. Choose a newer one.',
  );

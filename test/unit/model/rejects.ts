import { expect } from 'chai';
import { PinnaError, type PinnaErrorCode } from '../../../src/errors.js';

/** Expects a promise to reject with a PinnaError of this code. Returns its message. */
export async function rejects(promise: Promise<unknown>, code: PinnaErrorCode): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'the rejection').to.be.instanceOf(PinnaError);
  const { code: actual, message } = error as PinnaError;
  expect(actual, message).to.equal(code);
  return message;
}

import { PinnaError, PinnaErrorCode } from './errors.js';

/** What nobody has foreseen is, as a rule, something that an old browser does not have; a typed error passes as it is. */
export function unforeseenError(cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  return new PinnaError(
    PinnaErrorCode.Unsupported,
    `Listening could not start (${String(cause)}). Use a current Chrome, Edge, Firefox or Safari.`,
    { cause },
  );
}

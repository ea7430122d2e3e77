import { PinnaError } from '../../../src/errors.js';

/** Returns the code of the error that an action throws; `none` without one. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof PinnaError) return error.code;
    throw error;
  }
  return 'none';
}

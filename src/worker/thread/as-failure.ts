import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { Failure } from '../contract.js';

/** Returns an error as it travels to the page. */
export function asFailure(error: unknown): Failure {
  if (error instanceof PinnaError) return { code: error.code, message: error.message };
  return {
    code: PinnaErrorCode.WorkerFailed,
    message: `The analysis stopped unexpectedly (${String(error)}). Start again; if it happens again, reload the page.`,
  };
}

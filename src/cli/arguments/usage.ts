import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { CommandName } from './options.js';

/**
 * Returns the error for a wrong command line.
 *
 * @param what the problem, as one or two sentences
 * @param command the command whose help explains more
 */
export function usage(what: string, command?: CommandName): PinnaError {
  const help = command === undefined ? 'pinna --help' : `pinna ${command} --help`;
  return new PinnaError(PinnaErrorCode.BadOption, `${what} See ${help}.`);
}

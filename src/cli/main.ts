import { version } from '../../package.json';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { classify } from './classify/classify.js';
import { listClasses } from './classes/list-classes.js';
import { parseCommandLine } from './arguments/command-line.js';
import type { Command } from './arguments/commands.js';
import { describe } from './describe/describe.js';
import { evaluate } from './evaluate/evaluate.js';
import { explore } from './explore/explore.js';
import { fit } from './fit/fit.js';
import { helpOf } from './arguments/help.js';
import { listen } from './listen/listen.js';
import { teach } from './teach/teach.js';
import { oneLine } from '../formats/safe-text.js';
import { write, type Streams } from './terminal/streams.js';

const FAILED = 1;
const WRONG_USAGE = 2;

/**
 * Runs the command line.
 *
 * @param argv arguments without the program's name
 * @returns the exit status; an expected failure writes one line to `stderr`, any other error is thrown
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const fail = (error: unknown): number => {
    if (!(error instanceof PinnaError)) throw error;
    streams.stderr.write(`pinna: ${oneLine(error.message)}\n`);
    return error.code === PinnaErrorCode.BadOption ? WRONG_USAGE : FAILED;
  };
  let command: Command;
  try {
    command = parseCommandLine(argv);
  } catch (error) {
    return fail(error);
  }
  switch (command.name) {
    case 'help':
      await write(streams.stdout, helpOf(command.of));
      return 0;
    case 'version':
      await write(streams.stdout, `${version}\n`);
      return 0;
    case 'classify':
      return classify(command, streams).catch(fail);
    case 'listen':
      return listen(command, streams).catch(fail);
    case 'teach':
      return teach(command, streams).catch(fail);
    case 'describe':
      return describe(command, streams).catch(fail);
    case 'explore':
      return explore(command, streams).catch(fail);
    case 'evaluate':
      return evaluate(command, streams).catch(fail);
    case 'fit':
      return fit(command, streams).catch(fail);
    case 'classes':
      return listClasses(command, streams).catch(fail);
  }
}

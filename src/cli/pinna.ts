#!/usr/bin/env node
import { pause } from '../lifetime/timers.js';
import { notWritten } from './files/write-error.js';
import { main } from './main.js';

/**
 * Time that Node gets to finish its compilations before the program ends, ms. Otherwise Node 20 may hang for ever: its main thread
 * waits for a compilation, which waits for the main thread to collect garbage (https://github.com/nodejs/node/issues/54918).
 */
const COMPILATION_TIME = 50;
const FAILED = 1;

/** Ends the program with one line on standard error, never with code. */
function fail(message: string): never {
  process.stderr.write(`pinna: ${message.replace(/\s+/g, ' ')}\n`);
  process.exit(FAILED);
}

const failUnexpectedly = (error: unknown): never =>
  fail(`An unexpected error occurred (${String(error)}). Please report it with the version and the command.`);

// A reader such as `| head` may close the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  fail(notWritten('Standard output', error).message);
});
// If nobody reads the messages, the results still count.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', failUnexpectedly);

/** The second interruption ends the program at once. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => controller.abort());
  return controller.signal;
}

const { stdin, stdout, stderr } = process;
void main(process.argv.slice(2), { stdin, stdout, stderr, interrupted }).then(async (status) => {
  process.exitCode = status;
  await pause(COMPILATION_TIME);
}, failUnexpectedly);

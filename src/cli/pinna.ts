#!/usr/bin/env node
import { pause } from '../lifetime/timers.js';
import { main } from './main.js';

/**
 * Time that Node gets to finish its compilations before the program ends, ms. Otherwise Node 20 may hang for ever: its main thread
 * waits for a compilation, which waits for the main thread to collect garbage (https://github.com/nodejs/node/issues/54918).
 */
const COMPILATION_TIME = 50;

// A reader such as `| head` may close the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void main(process.argv.slice(2), process).then(async (status) => {
  process.exitCode = status;
  await pause(COMPILATION_TIME);
});

#!/usr/bin/env node
import { main } from './main.js';

// A reader such as `| head` may close the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void main(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});

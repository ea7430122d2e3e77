import { isReaderThread, serveReader } from './reader-thread.js';
import { itCrossesThreads } from './two-threads.js';

if (isReaderThread) serveReader();
else describe('The port between two threads', () => itCrossesThreads(import.meta.url, 'port', [{}]));

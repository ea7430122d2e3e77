import { isReaderThread, serveReader } from './reader-thread.js';
import { itCrossesThreads } from './two-threads.js';

if (isReaderThread) serveReader();
else {
  describe('The ring between two threads', () =>
    itCrossesThreads(import.meta.url, 'ring', [{}, { withoutWaitAsync: true }]));
}

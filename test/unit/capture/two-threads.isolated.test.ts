import { isReaderThread, serveReader } from './reader-thread';
import { itCrossesThreads } from './two-threads';

if (isReaderThread) serveReader();
else {
  describe('The ring between two threads', () =>
    itCrossesThreads(import.meta.url, 'ring', [{}, { withoutWaitAsync: true }]));
}

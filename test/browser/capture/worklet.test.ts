import { isReaderThread, serveReader } from './reader-thread.js';
import { itCaptures } from './worklet-scenario.js';

if (isReaderThread) serveReader();
else describe('The capture worklet over the port', () => itCaptures(import.meta.url, 'port'));

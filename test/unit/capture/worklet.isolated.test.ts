import { isReaderThread, serveReader } from './reader-thread';
import { itCaptures } from './worklet-scenario';

if (isReaderThread) serveReader();
else describe('The capture worklet over the ring', () => itCaptures(import.meta.url, 'ring'));

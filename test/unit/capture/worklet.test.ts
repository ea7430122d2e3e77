import { isReaderThread, serveReader } from './reader-thread';
import { itCaptures } from './worklet-scenario';

if (isReaderThread) serveReader();
else describe('The capture worklet over the port', () => itCaptures(import.meta.url, 'port'));

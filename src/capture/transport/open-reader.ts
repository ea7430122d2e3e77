import type { CaptureReader } from './capture-reader.js';
import { PortReader } from './port-reader.js';
import { RingReader } from './ring-reader.js';
import type { TransportHandle } from './transport.js';

/** Takes up the worker's end of a transport. Worker. */
export function openReader(handle: TransportHandle): CaptureReader {
  return handle.kind === 'ring' ? new RingReader(handle.storage, handle.control) : new PortReader(handle.port);
}

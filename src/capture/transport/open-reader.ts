import type { CaptureReader } from './capture-ends.js';
import { PortReader } from './port-reader.js';
import { RingReader } from './ring-reader.js';
import type { TransportHandle } from './transport.js';

/** Opens the worker's end of a transport. Worker. */
export function openReader(handle: TransportHandle): CaptureReader {
  return handle.kind === 'ring' ? new RingReader(handle.storage, handle.control) : new PortReader(handle.port);
}

import type { CaptureReader } from './capture-reader';
import { PortReader } from './port-reader';
import { RingReader } from './ring-reader';
import type { TransportHandle } from './transport';

/** Takes up the worker's end of a transport. Worker. */
export function openReader(handle: TransportHandle): CaptureReader {
  return handle.kind === 'ring' ? new RingReader(handle.storage, handle.control) : new PortReader(handle.port);
}

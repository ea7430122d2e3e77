import type { CaptureWriter } from './capture-ends.js';
import { PortWriter } from './port-writer.js';
import { RingWriter } from './ring-writer.js';
import type { WorkletTransport } from './transport.js';

/** Opens the audio thread's end of a transport. Audio thread; preallocates all memory of the writer. */
export function openWriter(end: WorkletTransport): CaptureWriter {
  return end.kind === 'ring'
    ? new RingWriter(end.storage, end.control, end.bellInterval)
    : new PortWriter(end.port, end.blockLength, end.poolSize);
}

import { RingBuffer } from 'ringbuf.js';
import { CONTROL_BYTES } from '../../../src/capture/transport/ring-layout.js';
import { RingReader } from '../../../src/capture/transport/ring-reader.js';
import { RingWriter } from '../../../src/capture/transport/ring-writer.js';

/**
 * Creates both ends of a ring in one thread.
 * @param capacity float32 values, including headers
 */
export function ringPair(capacity: number, bellInterval = 480) {
  const storage = RingBuffer.getStorageForCapacity(capacity, Float32Array);
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  return {
    writer: new RingWriter(storage, control, bellInterval),
    reader: new RingReader(storage, control),
    control: new Int32Array(control),
  };
}

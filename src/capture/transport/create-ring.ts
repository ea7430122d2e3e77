import { RingBuffer } from 'ringbuf.js';
import { CONTROL_BYTES, RING_HEADER } from './ring-layout.js';
import { CAPACITY, type Transport } from './transport.js';

/** Seconds between two wake-ups of the worker. */
const BELL = 0.01;
/** Shortest run of samples for which the ring's capacity still holds; each run carries a header. */
const USUAL_QUANTUM = 128;

/** Makes both ends of a ring in shared memory. Main thread. @param sampleRate The context's, Hz. */
export function createRing(sampleRate: number): Transport {
  const samples = Math.ceil(CAPACITY * sampleRate);
  const headers = RING_HEADER * Math.ceil(samples / USUAL_QUANTUM);
  const storage = RingBuffer.getStorageForCapacity(samples + headers, Float32Array);
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  const bellInterval = Math.round(BELL * sampleRate);
  return {
    kind: 'ring',
    worklet: { end: { kind: 'ring', storage, control, bellInterval }, transfer: [] },
    worker: { handle: { kind: 'ring', storage, control }, transfer: [] },
  };
}

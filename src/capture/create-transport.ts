import { PinnaError, PinnaErrorCode } from '../errors';
import { loadPart } from '../load-part';
import { CONTROL_BYTES, RING_HEADER } from './ring-layout';
import type { Transport, TransportKind } from './transport';

/** Seconds that the worker may stand still before samples are dropped. */
const CAPACITY = 2;
/** Seconds between two wake-ups of the worker. */
const RING_BELL = 0.01;
const PORT_BLOCK = 0.02;
/** Shortest run of samples for which the ring's capacity still holds; each run carries a header. */
const USUAL_QUANTUM = 128;

/**
 * Makes both ends of a transport. Main thread.
 * @param kind `auto` takes the ring where the page may share memory, else the port.
 * @param sampleRate The context's, Hz.
 * @throws PinnaError `unsupported-browser` when a ring is asked for where memory cannot be shared; `files-missing` when it
 * could not be loaded.
 */
export async function createTransport(kind: TransportKind | 'auto', sampleRate: number): Promise<Transport> {
  const canShare = globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function';
  if (kind === 'port' || (kind === 'auto' && !canShare)) return createPort(sampleRate);
  if (canShare) return createRing(sampleRate);
  throw new PinnaError(
    PinnaErrorCode.Unsupported,
    'This page may not share memory between threads, which the ring transport needs. Serve the page with the headers ' +
      '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp", or use the transport ' +
      '"auto" or "port", which needs no headers.',
  );
}

async function createRing(sampleRate: number): Promise<Transport> {
  // Most pages are not isolated and do without it.
  const { RingBuffer } = await loadPart(import('ringbuf.js'), 'The shared ring', 'start again');
  const samples = Math.ceil(CAPACITY * sampleRate);
  const headers = RING_HEADER * Math.ceil(samples / USUAL_QUANTUM);
  const storage = RingBuffer.getStorageForCapacity(samples + headers, Float32Array);
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  const bellInterval = Math.round(RING_BELL * sampleRate);
  return {
    kind: 'ring',
    worklet: { end: { kind: 'ring', storage, control, bellInterval }, transfer: [] },
    worker: { handle: { kind: 'ring', storage, control }, transfer: [] },
  };
}

function createPort(sampleRate: number): Transport {
  const { port1, port2 } = new MessageChannel();
  const blockLength = Math.round(PORT_BLOCK * sampleRate);
  const poolSize = Math.ceil(CAPACITY / PORT_BLOCK);
  return {
    kind: 'port',
    worklet: { end: { kind: 'port', port: port1, blockLength, poolSize }, transfer: [port1] },
    worker: { handle: { kind: 'port', port: port2 }, transfer: [port2] },
  };
}

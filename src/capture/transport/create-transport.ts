import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { CONTROL_BYTES, ringBytes } from './ring-layout.js';
import { CAPACITY, type Transport, type TransportKind } from './transport.js';

/** Length of one buffer of a port transport, seconds. */
const PORT_BLOCK = 0.02;
/** Interval between two wake-ups of the ring's reader, seconds. */
const BELL = 0.01;

/**
 * Creates both ends of a transport. Main thread.
 *
 * @param kind `auto` uses the ring if the page may share memory, else the port
 * @param sampleRate of the context, Hz
 * @throws PinnaError `unsupported-browser` if a ring is requested but memory cannot be shared
 */
export function createTransport(kind: TransportKind | 'auto', sampleRate: number): Transport {
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

function createRing(sampleRate: number): Transport {
  const storage = new SharedArrayBuffer(ringBytes(CAPACITY, sampleRate));
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  const bellInterval = Math.round(BELL * sampleRate);
  return {
    kind: 'ring',
    worklet: { end: { kind: 'ring', storage, control, bellInterval }, transfer: [] },
    worker: { handle: { kind: 'ring', storage, control }, transfer: [] },
  };
}

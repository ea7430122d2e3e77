import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import { CAPACITY, type Transport, type TransportKind } from './transport.js';

const PORT_BLOCK = 0.02;

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
  if (canShare) {
    // Most pages are not isolated and do without it.
    const { createRing } = await loadPart(import('./create-ring.js'), 'The shared ring', 'start again');
    return createRing(sampleRate);
  }
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

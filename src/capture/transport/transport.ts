/**
 * How samples travel from the audio thread to the worker. `ring` needs a cross-origin isolated page; `port` has no
 * requirements.
 */
export type TransportKind = 'ring' | 'port';

/** Capacity of a transport, seconds. If the worker stalls for longer, samples are dropped. */
export const CAPACITY = 2;

/** The worker's end, as sent in a message (`port` in the transfer list). */
export type TransportHandle =
  | { readonly kind: 'ring'; readonly storage: SharedArrayBuffer; readonly control: SharedArrayBuffer }
  | { readonly kind: 'port'; readonly port: MessagePort };

/** The audio thread's end, as sent in a message (`port` in the transfer list). */
export type WorkletTransport =
  | {
      readonly kind: 'ring';
      readonly storage: SharedArrayBuffer;
      readonly control: SharedArrayBuffer;
      /** Samples between two rings of the doorbell. */
      readonly bellInterval: number;
    }
  | {
      readonly kind: 'port';
      readonly port: MessagePort;
      /** Samples per buffer. */
      readonly blockLength: number;
      /** Number of buffers. If all are in transit, samples are dropped. */
      readonly poolSize: number;
    };

/** Both ends of one transport, ready to be posted. Each end may be posted once. */
export interface Transport {
  readonly kind: TransportKind;
  readonly worklet: { readonly end: WorkletTransport; readonly transfer: Transferable[] };
  readonly worker: { readonly handle: TransportHandle; readonly transfer: Transferable[] };
}

/** Message from the audio thread to the worker. One object is reused for all messages, because posting clones it. */
export interface PortBlock {
  /** A whole pool buffer, transferred; null in the closing message. */
  samples: Float32Array<ArrayBuffer> | null;
  /** Number of valid samples in the buffer. */
  length: number;
  /** Position of the first sample, in samples; see `CaptureBlock`. */
  position: number;
  captured: number;
  dropped: number;
  closed: boolean;
}

/** Message from the worker to the audio thread: a buffer to refill, transferred. */
export type PortReturn = ArrayBuffer;

/** How samples go from the audio thread to the worker; `ring` needs a cross-origin isolated page, `port` needs nothing. */
export type TransportKind = 'ring' | 'port';

/** Seconds that the worker may stand still before samples are dropped. */
export const CAPACITY = 2;

/** The worker's end, as it travels in a message (`port` in the transfer list). */
export type TransportHandle =
  | { readonly kind: 'ring'; readonly storage: SharedArrayBuffer; readonly control: SharedArrayBuffer }
  | { readonly kind: 'port'; readonly port: MessagePort };

/** The audio thread's end, as it travels in a message (`port` in the transfer list). */
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
      /** Number of buffers; when all are on their way, samples are dropped. */
      readonly poolSize: number;
    };

/** Both ends of one transport, ready to be posted. Each end may be posted once. */
export interface Transport {
  readonly kind: TransportKind;
  readonly worklet: { readonly end: WorkletTransport; readonly transfer: Transferable[] };
  readonly worker: { readonly handle: TransportHandle; readonly transfer: Transferable[] };
}

/** From the audio thread to the worker. One object is used again for each message: it is cloned while being posted. */
export interface PortBlock {
  /** A whole pool buffer, transferred; null when only the counts or the end are told. */
  samples: Float32Array<ArrayBuffer> | null;
  /** Samples of it that count. */
  length: number;
  /** Place of the first one on the context's clock, in samples. */
  position: number;
  captured: number;
  dropped: number;
  closed: boolean;
}

/** From the worker back to the audio thread: a buffer to fill again, transferred. */
export type PortReturn = ArrayBuffer;

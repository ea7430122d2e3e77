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

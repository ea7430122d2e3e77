/** Longest piece of frames that a stream computes at once, frames. This bounds its memory. */
export const MAX_PIECE_FRAMES = 32;

/** What frames complete: rows of logits, and the embedding of the same rows if it was requested. */
export interface NetworkRows {
  /** Logits of all heads side by side, `[completed rows × all classes]`. */
  readonly logits: Float32Array;
  /** Values that the heads read, `[completed rows × width]`; undefined unless requested. */
  readonly embedding: Float32Array | undefined;
}

/**
 * The memory of one listener: the state of a network between its frames, and the computation that advances it. After the
 * network's weights are freed, only `dispose` works.
 */
export interface NetworkStream {
  /** Frames since the stream's start, modulo the network's period. */
  readonly phase: number;

  /**
   * Computes the next frames and advances the state. Calls must not overlap.
   *
   * @param frames `[T × bands]`, row-major, 1 ≤ T ≤ {@link MAX_PIECE_FRAMES}
   * @param wantsEmbedding whether to return the embedding too, which is one more read-back; no cost when absent
   */
  advance(frames: Float32Array, wantsEmbedding?: boolean): Promise<NetworkRows>;

  /** Returns to the state before the first frame. @param phase of that state; 0 at a stream's start */
  reset(phase: number): void;

  /** Returns the values of every state tensor. The order and the layout are the same for all implementations. */
  exportState(): Promise<Float32Array[]>;

  /** Sets the values of every state tensor. @param values of the right sizes */
  importState(values: readonly Float32Array[], phase: number): void;

  /** Frees the state. */
  dispose(): void;
}

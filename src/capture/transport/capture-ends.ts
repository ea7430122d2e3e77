/** Samples, each counted once. captured = read + dropped + still in transit. */
export interface CaptureCounts {
  /** Samples that reached the audio worklet. */
  readonly captured: number;
  /** Samples that found no room on their way to the worker. */
  readonly dropped: number;
}

/** A run of contiguous mono samples. */
export interface CaptureBlock {
  /** Valid until the next call of `read`. */
  readonly samples: Float32Array;
  /** Position of the first sample on the capturing context's clock, in samples (`currentFrame` of the worklet). */
  readonly position: number;
}

/**
 * The worker's end of a transport. Single consumer; worker thread. `position` jumps exactly where samples were dropped
 * (`counts` says how many) or where the capturing node had no input for a while (then none were captured).
 */
export interface CaptureReader {
  /** The next block, or undefined if none has arrived. Never blocks, never waits. */
  read(): CaptureBlock | undefined;
  /** Resolves true once `read` has something, false once the producer has closed and everything was read. */
  ready(): Promise<boolean>;
  counts(): CaptureCounts;
  /** Frees ports and waiters; pending `ready` calls resolve false. May be called twice. */
  dispose(): void;
}

/**
 * The audio thread's end of a transport. Single producer. No method waits, throws or logs; `write` and `rest` allocate
 * nothing themselves (a `postMessage`, which the port transport cannot do without, allocates inside the browser).
 */
export interface CaptureWriter {
  /** Samples given to `write` so far. */
  readonly captured: number;
  /** Of those, samples that found no room. A call of `write` is kept or dropped as a whole, so gaps are exact. */
  readonly dropped: number;
  /** Takes mono samples of any number; `position` is the first one's place on the context's clock, in samples. */
  write(samples: Float32Array, position: number): void;
  /** There is no input just now: what was written becomes visible to the reader without waiting for more. */
  rest(): void;
  /** Flushes what is pending and tells the reader that nothing more will come. May be called twice. */
  close(): void;
}

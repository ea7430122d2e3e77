/** Sample counts; each sample is counted once. captured = read + dropped + still in transit. */
export interface CaptureCounts {
  /** Samples that reached the audio worklet. */
  readonly captured: number;
  /** Samples dropped because the transport to the worker was full. */
  readonly dropped: number;
}

/** A run of contiguous mono samples. */
export interface CaptureBlock {
  /** Valid until the next call of `read`. */
  readonly samples: Float32Array;
  /**
   * Position of the first sample, in samples: the worklet's `currentFrame` plus the samples skipped while the clock was
   * stopped.
   */
  readonly position: number;
}

/**
 * The worker's end of a transport. Single consumer; worker thread.
 *
 * `position` jumps where samples were dropped (`counts` has their number). It also jumps where the capture node had no
 * input or, for live sources, the audio clock was stopped: no samples were captured then.
 */
export interface CaptureReader {
  /** Returns the next block, or undefined if none has arrived. Never blocks, never waits. */
  read(): CaptureBlock | undefined;
  /** Resolves true once `read` has a block. Resolves false once the writer has closed and every block was read. */
  ready(): Promise<boolean>;
  /** Returns the counts so far. */
  counts(): CaptureCounts;
  /** Frees ports and waiters; pending `ready` calls resolve false. May be called twice. */
  dispose(): void;
}

/**
 * The audio thread's end of a transport. Single producer. No method waits, throws or logs. `write` and `flush` allocate
 * nothing themselves; the `postMessage` of the port transport allocates inside the browser.
 */
export interface CaptureWriter {
  /** Number of samples passed to `write` so far. */
  readonly captured: number;
  /**
   * Number of those samples that were dropped for lack of room. Each call of `write` is kept or dropped as a whole, so gaps
   * are exact.
   */
  readonly dropped: number;
  /** Writes any number of mono samples; `position` is the position of the first one, in samples. */
  write(samples: Float32Array, position: number): void;
  /** Makes the written samples visible to the reader without waiting for more. Called while there is no input. */
  flush(): void;
  /** Flushes pending samples and signals the end to the reader. May be called twice. */
  close(): void;
}

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

/** Samples, each counted once; captured = processed + dropped + still in transit. */
export interface SampleCounts {
  readonly captured: number;
  readonly processed: number;
  readonly dropped: number;
}

const NONE: SampleCounts = { captured: 0, processed: 0, dropped: 0 };

/**
 * Adds up what became of the samples of every transport that a session used: one, unless a device was exchanged or a
 * worker failed.
 */
export class SampleAccount {
  readonly #transports = new Map<number, SampleCounts>();

  get total(): SampleCounts {
    return [...this.#transports.values()].reduce(
      (sum, { captured, processed, dropped }) => ({
        captured: sum.captured + captured,
        processed: sum.processed + processed,
        dropped: sum.dropped + dropped,
      }),
      NONE,
    );
  }

  /** What the worker says of a transport. */
  told(transport: number, counts: SampleCounts): void {
    this.#transports.set(transport, counts);
  }

  /**
   * Nobody reads a transport any more: what was not processed is dropped.
   * @param captured as the audio thread counted it; what the worker knew of where it does not answer
   */
  lost(transport: number, captured: number | undefined): void {
    const known = this.#transports.get(transport) ?? NONE;
    const all = Math.max(captured ?? 0, known.captured);
    this.#transports.set(transport, { captured: all, processed: known.processed, dropped: all - known.processed });
  }
}

/** Sample counts; each sample is counted once. captured = processed + dropped + still in transit. */
export interface SampleCounts {
  /** Samples captured by the audio thread. */
  readonly captured: number;
  /** Samples analysed by the worker. */
  readonly processed: number;
  /** Samples captured but never analysed. */
  readonly dropped: number;
}

const NONE: SampleCounts = { captured: 0, processed: 0, dropped: 0 };

/**
 * Sums the sample counts of all transports of a session. There is one transport, unless a device was replaced or a worker
 * failed.
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

  /** Records the counts that the worker reported for a transport. */
  report(transport: number, counts: SampleCounts): void {
    this.#transports.set(transport, counts);
  }

  /**
   * Counts all unprocessed samples of a transport as dropped, because nobody reads it any more.
   *
   * @param captured count of the audio thread. If it is undefined or lower, the worker's last count is used.
   */
  closeUnread(transport: number, captured: number | undefined): void {
    const known = this.#transports.get(transport) ?? NONE;
    const all = Math.max(captured ?? 0, known.captured);
    this.#transports.set(transport, { captured: all, processed: known.processed, dropped: all - known.processed });
  }
}

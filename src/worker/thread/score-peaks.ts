/** Highest scores of each head in a block of live sound. */
interface Block {
  /** Number of the block since the start of the session. */
  readonly index: number;
  /** Per head `[classes]`. */
  readonly peaks: Map<string, Float32Array>;
}

/** Keeps the highest smoothed score of every class in each of the newest blocks of live sound: what a budget of false alarms rests on. */
export class ScorePeaks {
  readonly #blockSeconds: number;
  readonly #most: number;
  #blocks: Block[] = [];

  /** @param blockSeconds length of a block @param seconds duration to keep */
  constructor(blockSeconds: number, seconds: number) {
    this.#blockSeconds = blockSeconds;
    this.#most = Math.round(seconds / blockSeconds);
  }

  /** Adds a step. @param time session time, seconds @param smoothed per head `[classes]`, 0 to 1 */
  add(time: number, smoothed: Readonly<Record<string, Float32Array>>): void {
    const index = Math.floor(time / this.#blockSeconds);
    let block = this.#blocks.at(-1);
    if (block?.index !== index) {
      block = { index, peaks: new Map() };
      this.#blocks = [...this.#blocks.slice(1 - this.#most), block];
    }
    for (const [head, scores] of Object.entries(smoothed)) {
      const peaks = block.peaks.get(head);
      if (peaks?.length !== scores.length) block.peaks.set(head, scores.slice());
      else for (let c = 0; c < scores.length; c++) if (scores[c]! > peaks[c]!) peaks[c] = scores[c]!;
    }
  }

  /** Returns the highest score of a class in each block, oldest first. */
  of(head: string, at: number): number[] {
    return this.#blocks.flatMap(({ peaks }) => peaks.get(head)?.[at] ?? []);
  }

  /** Forgets all blocks. */
  clear(): void {
    this.#blocks = [];
  }
}

import { css, svg } from 'lit';

/** Length of a slot, seconds. */
const SLOT = 0.5;

/** A run of consecutive slots with scores. `from` is the number of the first slot, where 0 is the oldest slot shown. */
export interface HistoryRun {
  readonly from: number;
  readonly scores: readonly number[];
}

/**
 * Recent scores of a class in slots of half a second, each with its highest score, and the times at which the class was
 * detected. Times are seconds of session time.
 */
export class ScoreHistory {
  /** Number of slots. */
  readonly slots: number;
  readonly #scores = new Map<number, number>();
  /** Times of detections, by detection id. */
  readonly #detections = new Map<number, { readonly onset: number; readonly offset: number | null }>();
  #newest = -Infinity;

  /** @param seconds length of the history shown */
  constructor(seconds: number) {
    this.slots = Math.max(1, Math.round(seconds / SLOT));
  }

  /**
   * Adds a score.
   *
   * @param time of the score, seconds
   */
  add(time: number, score: number): void {
    const slot = Math.floor(time / SLOT);
    // If the time goes backwards, a new session has begun.
    if (slot < this.#newest) this.clear();
    this.#newest = slot;
    this.#scores.set(slot, Math.max(score, this.#scores.get(slot) ?? 0));
    for (const old of this.#scores.keys()) if (old <= slot - this.slots) this.#scores.delete(old);
    for (const [id, { offset }] of this.#detections)
      if (offset !== null && offset < this.#start) this.#detections.delete(id);
  }

  /**
   * Sets the times of a detection that has begun or ended.
   *
   * @param offset null while the detection continues
   */
  setDetection(id: number, onset: number, offset: number | null): void {
    this.#detections.set(id, { onset, offset });
  }

  /** Ends the lasting detections at the newest score: whether they still last is not known. Their ends may be set later. */
  endLasting(): void {
    const offset = (this.#newest + 1) * SLOT;
    for (const [id, { onset, offset: known }] of this.#detections)
      if (known === null) this.#detections.set(id, { onset, offset });
  }

  clear(): void {
    this.#scores.clear();
    this.#detections.clear();
    this.#newest = -Infinity;
  }

  /** Highest score shown; undefined if there is none. */
  get highest(): number | undefined {
    return this.#scores.size === 0 ? undefined : Math.max(...this.#scores.values());
  }

  /** Whether the class is detected now. */
  get isDetected(): boolean {
    return [...this.#detections.values()].some(({ offset }) => offset === null);
  }

  /** Total time, within the history shown, in which the class was detected, seconds. */
  get detectedSeconds(): number {
    return SLOT * this.#runs((slot) => this.#isDetectedIn(slot)).reduce((sum, { scores }) => sum + scores.length, 0);
  }

  /** All runs of slots with scores. */
  get scoredRuns(): HistoryRun[] {
    return this.#runs(() => true);
  }

  /** The runs of slots in which the class was detected. */
  get detectedRuns(): HistoryRun[] {
    return this.#runs((slot) => this.#isDetectedIn(slot));
  }

  get #start(): number {
    return (this.#newest - this.slots + 1) * SLOT;
  }

  #isDetectedIn(slot: number): boolean {
    const [start, end] = [slot * SLOT, (slot + 1) * SLOT];
    return [...this.#detections.values()].some(({ onset, offset }) => onset < end && (offset ?? Infinity) > start);
  }

  #runs(belongs: (slot: number) => boolean): HistoryRun[] {
    const runs: { from: number; scores: number[] }[] = [];
    if (this.#scores.size === 0) return runs;
    let open: { from: number; scores: number[] } | undefined;
    for (let at = 0; at < this.slots; at++) {
      const slot = this.#newest - this.slots + 1 + at;
      const score = this.#scores.get(slot);
      if (score === undefined || !belongs(slot)) open = undefined;
      else if (open) open.scores.push(score);
      else runs.push((open = { from: at, scores: [score] }));
    }
    return runs;
  }
}

/** Height of the plot, in units of its view box. */
const HIGH = 20;

/**
 * Returns an SVG path of the scores as steps from the baseline. Each slot has its own width, so that a single one is
 * visible.
 */
function path(runs: readonly HistoryRun[]): string {
  return runs
    .map(({ from, scores }) => {
      const steps = scores.map((score) => `V${(HIGH * (1 - score)).toFixed(1)}h1`).join('');
      return `M${from} ${HIGH}${steps}V${HIGH}Z`;
    })
    .join('');
}

/** Renders the recent scores, newest at the right: all scores pale, those within detections solid. */
export function historyPicture(history: ScoreHistory, label: string) {
  return svg`<svg
    class="history fill"
    part="history"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${history.slots} ${HIGH}"
    preserveAspectRatio="none"
  >
    <path class="all" d=${path(history.scoredRuns)}></path>
    <path class="detected" d=${path(history.detectedRuns)}></path>
  </svg>`;
}

export const historyStyles = css`
  .history {
    display: block;
    inline-size: 100%;
    block-size: var(--pinna-history-height, 1.75em);
    border-block-end: 1px solid var(--_muted);
    color: var(--_bird);
  }
  .all {
    fill: color-mix(in srgb, currentcolor 35%, transparent);
  }
  .detected {
    fill: currentcolor;
  }
`;

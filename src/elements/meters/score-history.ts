import { css, svg } from 'lit';

/** One slot, seconds. */
const SLOT = 0.5;

/** A stretch of slots without a gap: the first one's number, 0 being the oldest that is shown, and the scores. */
export interface HistoryRun {
  readonly from: number;
  readonly scores: readonly number[];
}

/**
 * The scores of the last seconds in slots of half a second, each with its highest; and when the class was claimed. Times are
 * seconds on the sound's clock.
 */
export class ScoreHistory {
  /** Number of slots. */
  readonly slots: number;
  readonly #scores = new Map<number, number>();
  /** Claims by detection id. */
  readonly #claims = new Map<number, { readonly onset: number; readonly offset: number | null }>();
  #newest = -Infinity;

  /** @param seconds that are shown */
  constructor(seconds: number) {
    this.slots = Math.max(1, Math.round(seconds / SLOT));
  }

  /** @param time of the score */
  add(time: number, score: number): void {
    const slot = Math.floor(time / SLOT);
    // A clock that runs backwards is another session's.
    if (slot < this.#newest) this.clear();
    this.#newest = slot;
    this.#scores.set(slot, Math.max(score, this.#scores.get(slot) ?? 0));
    for (const old of this.#scores.keys()) if (old <= slot - this.slots) this.#scores.delete(old);
    for (const [id, { offset }] of this.#claims) if (offset !== null && offset < this.#start) this.#claims.delete(id);
  }

  /** A detection has begun, or ended. @param offset null while it goes on */
  claim(id: number, onset: number, offset: number | null): void {
    this.#claims.set(id, { onset, offset });
  }

  clear(): void {
    this.#scores.clear();
    this.#claims.clear();
    this.#newest = -Infinity;
  }

  /** Highest score of what is shown; undefined while nothing is. */
  get highest(): number | undefined {
    return this.#scores.size === 0 ? undefined : Math.max(...this.#scores.values());
  }

  /** Whether anything is claimed at the newest moment. */
  get isClaimed(): boolean {
    return [...this.#claims.values()].some(({ offset }) => offset === null);
  }

  /** For how long of what is shown the class was claimed, seconds. */
  get claimed(): number {
    return SLOT * this.#runs((slot) => this.#isClaimedIn(slot)).reduce((sum, { scores }) => sum + scores.length, 0);
  }

  /** Every stretch that was heard. */
  get heard(): HistoryRun[] {
    return this.#runs(() => true);
  }

  /** The stretches of it in which the class was claimed. */
  get claims(): HistoryRun[] {
    return this.#runs((slot) => this.#isClaimedIn(slot));
  }

  get #start(): number {
    return (this.#newest - this.slots + 1) * SLOT;
  }

  #isClaimedIn(slot: number): boolean {
    const [start, end] = [slot * SLOT, (slot + 1) * SLOT];
    return [...this.#claims.values()].some(({ onset, offset }) => onset < end && (offset ?? Infinity) > start);
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

/** Height of the picture in its own units. */
const HIGH = 20;

/** Scores as steps from the ground: each slot has its height, so that a single one shows too. */
function path(runs: readonly HistoryRun[]): string {
  return runs
    .map(({ from, scores }) => {
      const steps = scores.map((score) => `V${(HIGH * (1 - score)).toFixed(1)}h1`).join('');
      return `M${from} ${HIGH}${steps}V${HIGH}Z`;
    })
    .join('');
}

/** The scores of the last seconds, the newest at the right: pale what was heard, full what was claimed. */
export function historyPicture(history: ScoreHistory, label: string) {
  return svg`<svg
    class="history fill"
    part="history"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${history.slots} ${HIGH}"
    preserveAspectRatio="none"
  >
    <path class="heard" d=${path(history.heard)}></path>
    <path class="claimed" d=${path(history.claims)}></path>
  </svg>`;
}

export const historyStyles = css`
  .history {
    display: block;
    inline-size: 100%;
    block-size: var(--pinna-history-height, 1.75rem);
    border-block-end: 1px solid var(--_muted);
    color: var(--_bird);
  }
  .heard {
    fill: color-mix(in srgb, currentcolor 35%, transparent);
  }
  .claimed {
    fill: currentcolor;
  }
`;

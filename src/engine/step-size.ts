/** Longest step, seconds. */
const MAX_SECONDS = 1;
/** Cost above which steps get longer, seconds of computing per second of sound. */
const MAX_COST = 0.8;
/**
 * Cost below which steps may get shorter, seconds of computing per second of sound. Halving a step at most doubles its
 * cost, which then stays below `MAX_COST`.
 */
const LOW_COST = 0.35;
/** Number of consecutive windows below `LOW_COST` before steps get shorter. */
const LOW_COST_WINDOWS = 4;
/** Length of the window over which cost is measured, seconds and steps; the longer of the two applies. */
const WINDOW = { seconds: 0.25, steps: 2 };

/**
 * Chooses the number of rows of scores per network step while listening. Steps have the requested size. While the device cannot
 * keep up, they get longer, and so cheaper per row. The size changes when scores arrive, never their values. Pure.
 */
export class StepSize {
  readonly #minRows: number;
  readonly #maxRows: number;
  readonly #rowSeconds: number;
  #current: number;
  #lowCostWindows = 0;
  #soundSeconds = 0;
  #computingSeconds = 0;

  /**
   * @param minRows requested and smallest step, rows
   * @param rowSeconds distance between rows, seconds
   */
  constructor(minRows: number, rowSeconds: number) {
    this.#minRows = minRows;
    this.#maxRows = Math.max(minRows, Math.floor(MAX_SECONDS / rowSeconds));
    this.#rowSeconds = rowSeconds;
    this.#current = minRows;
  }

  /** Current step size, rows. */
  get rows(): number {
    return this.#current;
  }

  /**
   * Records one measurement and adapts the step size at the end of a window.
   * @param soundSeconds duration of the analysed sound, seconds
   * @param computingSeconds computing time for that sound, seconds
   */
  add(soundSeconds: number, computingSeconds: number): void {
    this.#soundSeconds += soundSeconds;
    this.#computingSeconds += computingSeconds;
    if (this.#soundSeconds < Math.max(WINDOW.seconds, WINDOW.steps * this.#current * this.#rowSeconds)) return;
    this.#adapt(this.#computingSeconds / this.#soundSeconds);
    this.#soundSeconds = 0;
    this.#computingSeconds = 0;
  }

  /** @param cost seconds of computing per second of sound; above 1, the device is slower than real time */
  #adapt(cost: number): void {
    this.#lowCostWindows = cost < LOW_COST ? this.#lowCostWindows + 1 : 0;
    if (cost > MAX_COST) this.#current = Math.min(this.#maxRows, this.#current * 2);
    if (this.#lowCostWindows < LOW_COST_WINDOWS) return;
    this.#lowCostWindows = 0;
    this.#current = Math.max(this.#minRows, Math.floor(this.#current / 2));
  }
}

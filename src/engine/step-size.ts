/** Longest step, frames (1 s). */
const LONGEST = 50;
/** Cost above which steps get longer, seconds of computing per second of sound. */
const TOO_COSTLY = 0.8;
/**
 * Cost below which steps may get shorter, seconds of computing per second of sound. Halving a step at most doubles its
 * cost, which then stays below `TOO_COSTLY`.
 */
const CHEAP = 0.35;
/** Number of consecutive cheap stretches before steps get shorter. */
const PATIENCE = 4;
/** Length of the stretch over which cost is measured, seconds and steps; the longer of the two applies. */
const STRETCH = { seconds: 0.25, steps: 2 };

/**
 * Chooses the number of frames per network step while listening. Steps have the requested size. While the device cannot
 * keep up, they get longer, and so cheaper per frame. The size changes when scores arrive, never their values. Pure.
 */
export class StepSize {
  readonly #wanted: number;
  readonly #hopSeconds: number;
  #current: number;
  #cheap = 0;
  #heard = 0;
  #busy = 0;

  /**
   * @param wanted requested and smallest step, frames
   * @param hopSeconds hop between frames, seconds
   */
  constructor(wanted: number, hopSeconds: number) {
    this.#wanted = wanted;
    this.#hopSeconds = hopSeconds;
    this.#current = wanted;
  }

  /** Current step size, frames. */
  get frames(): number {
    return this.#current;
  }

  /**
   * Records one measurement and adapts the step size at the end of a stretch.
   * @param heard duration of the analysed sound, seconds
   * @param busy computing time for that sound, seconds
   */
  add(heard: number, busy: number): void {
    this.#heard += heard;
    this.#busy += busy;
    if (this.#heard < Math.max(STRETCH.seconds, STRETCH.steps * this.#current * this.#hopSeconds)) return;
    this.#decide(this.#busy / this.#heard);
    this.#heard = 0;
    this.#busy = 0;
  }

  /** @param cost seconds of computing per second of sound; above 1, the device is slower than real time */
  #decide(cost: number): void {
    this.#cheap = cost < CHEAP ? this.#cheap + 1 : 0;
    if (cost > TOO_COSTLY) this.#current = Math.max(this.#wanted, Math.min(LONGEST, this.#current * 2));
    if (this.#cheap < PATIENCE) return;
    this.#cheap = 0;
    this.#current = Math.max(this.#wanted, Math.floor(this.#current / 2));
  }
}

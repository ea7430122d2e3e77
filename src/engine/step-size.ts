/** The longest step, frames: a second. */
const LONGEST = 50;
const TOO_COSTLY = 0.8;
/** Half a step costs at most twice as much per second of sound, so it will not be too costly. */
const CHEAP = 0.35;
/** Stretches in a row that must have been cheap before a step gets shorter again. */
const PATIENCE = 4;
/** What is looked at before it is decided again, seconds and steps, whichever is longer. */
const STRETCH = { seconds: 0.25, steps: 2 };

/**
 * Frames per network step while listening: as asked for, but longer, and so cheaper per frame, while the device cannot
 * keep up. The step's size changes no score, only when it is there. Pure.
 */
export class StepSize {
  readonly #wanted: number;
  readonly #hopSeconds: number;
  #current: number;
  #cheap = 0;
  #heard = 0;
  #busy = 0;

  /**
   * @param wanted frames; never less
   * @param hopSeconds from frame to frame
   */
  constructor(wanted: number, hopSeconds: number) {
    this.#wanted = wanted;
    this.#hopSeconds = hopSeconds;
    this.#current = wanted;
  }

  /** Frames. */
  get frames(): number {
    return this.#current;
  }

  /**
   * @param heard seconds of sound
   * @param busy computing time that it took, seconds
   */
  add(heard: number, busy: number): void {
    this.#heard += heard;
    this.#busy += busy;
    if (this.#heard < Math.max(STRETCH.seconds, STRETCH.steps * this.#current * this.#hopSeconds)) return;
    this.#decide(this.#busy / this.#heard);
    this.#heard = 0;
    this.#busy = 0;
  }

  /** @param cost above 1 the sound comes faster than it is heard */
  #decide(cost: number): void {
    this.#cheap = cost < CHEAP ? this.#cheap + 1 : 0;
    if (cost > TOO_COSTLY) this.#current = Math.max(this.#wanted, Math.min(LONGEST, this.#current * 2));
    if (this.#cheap < PATIENCE) return;
    this.#cheap = 0;
    this.#current = Math.max(this.#wanted, Math.floor(this.#current / 2));
  }
}

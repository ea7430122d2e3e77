/** One network step's frames, as they are kept for another network to go on from. */
export interface HeardStep {
  /** Time of the first frame, seconds. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  /** What the network remembered after them; not with every step. */
  readonly state?: readonly Float32Array[] | undefined;
}

/**
 * The newest frames, step by step, oldest first, from a state of the network on: with both another network comes to exactly
 * where this one was, however long ago it began.
 */
export class HeardFrames {
  readonly #bands: number;
  readonly #least: number;

  /** Each begins with a step that has a state; the very first may begin with the first step there was. */
  readonly #stretches: { frames: number; steps: HeardStep[] }[] = [{ frames: 0, steps: [] }];

  /**
   * @param bands values per frame
   * @param least frames to keep after the state to go on from, if there have been so many
   */
  constructor(bands: number, least: number) {
    this.#bands = bands;
    this.#least = least;
  }

  get steps(): readonly HeardStep[] {
    return this.#stretches.flatMap(({ steps }) => steps);
  }

  add(step: HeardStep): void {
    const stretches = this.#stretches;
    const last = stretches.at(-1)!;
    if (step.state) {
      stretches.push({ frames: 0, steps: [step] }); // its own frames are before the state
    } else {
      last.steps.push(step);
      last.frames += step.features.length / this.#bands;
    }
    const after = stretches.slice(1).reduce((sum, { frames }) => sum + frames, 0);
    if (stretches.length > 1 && after >= this.#least) stretches.shift();
  }

  clear(): void {
    this.#stretches.splice(0, Infinity, { frames: 0, steps: [] });
  }
}

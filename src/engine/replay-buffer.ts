/** The frames of one network step, kept so that another network can replay them. */
export interface ReplayStep {
  /** Time of the first frame, seconds. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
  /** The network's state after these frames; absent on most steps. */
  readonly state?: readonly Float32Array[] | undefined;
}

/**
 * Keeps the newest frames, step by step, oldest first, from an exported network state (or from the first step). Another
 * network imports that state and replays the frames. It then has exactly the first network's state, even in an endless
 * stream.
 */
export class ReplayBuffer {
  readonly #bands: number;
  readonly #minFrames: number;

  /** Each stretch begins with a step that has a state. The first one may begin with the first step of all instead. */
  readonly #stretches: { frames: number; steps: ReplayStep[] }[] = [{ frames: 0, steps: [] }];

  /**
   * @param bands values per frame
   * @param minFrames minimum number of frames to keep after the state, once that many have been added
   */
  constructor(bands: number, minFrames: number) {
    this.#bands = bands;
    this.#minFrames = minFrames;
  }

  /** All kept steps, oldest first. */
  get steps(): readonly ReplayStep[] {
    return this.#stretches.flatMap(({ steps }) => steps);
  }

  add(step: ReplayStep): void {
    const stretches = this.#stretches;
    const last = stretches.at(-1)!;
    if (step.state) {
      stretches.push({ frames: 0, steps: [step] }); // not counted: its frames precede the state
    } else {
      last.steps.push(step);
      last.frames += step.features.length / this.#bands;
    }
    const after = stretches.slice(1).reduce((sum, { frames }) => sum + frames, 0);
    if (stretches.length > 1 && after >= this.#minFrames) stretches.shift();
  }

  clear(): void {
    this.#stretches.splice(0, Infinity, { frames: 0, steps: [] });
  }
}

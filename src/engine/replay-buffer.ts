import type { FeatureGeometry } from '../features/log-mel-parameters.js';

/** The input of one network step, kept so that another network can replay it. */
export interface ReplayStep {
  /** Start of the first row, seconds. */
  readonly time: number;
  /** Frames that the network reads, `[frames × bands]`, row-major, in the model's geometry; whole rows. */
  readonly input: Float32Array;
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
   * @param geometry of the network's frames
   * @param minSeconds minimum duration of the frames to keep after the state, once that much has been added, seconds
   */
  constructor({ bands, hopSeconds }: FeatureGeometry, minSeconds: number) {
    this.#bands = bands;
    this.#minFrames = Math.round(minSeconds / hopSeconds);
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
      last.frames += step.input.length / this.#bands;
    }
    const after = stretches.slice(1).reduce((sum, { frames }) => sum + frames, 0);
    if (stretches.length > 1 && after >= this.#minFrames) stretches.shift();
  }

  clear(): void {
    this.#stretches.splice(0, Infinity, { frames: 0, steps: [] });
  }
}

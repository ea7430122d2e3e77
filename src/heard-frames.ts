/** One network step's frames, as they are kept to prime a network with. */
export interface HeardStep {
  /** Time of the first frame, seconds. */
  readonly time: number;
  /** Log-mel `[T × bands]`, row-major, dB. */
  readonly features: Float32Array;
}

/** How much is remembered to prime another network with, frames: ten seconds. */
const PRIMING_FRAMES = 500;

/** The newest ten seconds of frames, step by step, oldest first. */
export class HeardFrames {
  private readonly kept: HeardStep[] = [];
  private values = 0;

  /** @param bands values per frame */
  constructor(private readonly bands: number) {}

  get steps(): readonly HeardStep[] {
    return this.kept;
  }

  add(step: HeardStep): void {
    this.kept.push(step);
    this.values += step.features.length;
    while (this.values - this.kept[0]!.features.length >= PRIMING_FRAMES * this.bands) {
      this.values -= this.kept.shift()!.features.length;
    }
  }

  clear(): void {
    this.kept.length = 0;
    this.values = 0;
  }
}

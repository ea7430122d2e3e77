/** Levels that are drawn as the darkest and the brightest colour, dB. */
export interface LevelRange {
  readonly low: number;
  readonly high: number;
}

const QUIETEST_FLOOR = -95;
const LOUDEST_FLOOR = -45;
/** What a session begins with at most: it may begin in the middle of a piece of music. */
const FIRST_FLOOR = -72;
const MARGIN = 4;
const SPAN = 62;
/** Time constants, seconds: a quieter room is believed soon, a louder one only when it lasts. */
const FALL = 1.5;
const RISE = 12;

/** The level below which a third of a frame's bands lie, dB. @param bands One frame, dB; is sorted. */
function lowerThird(bands: Float32Array): number {
  bands.sort();
  return Math.max(bands[Math.floor(bands.length / 3)] ?? QUIETEST_FLOOR, QUIETEST_FLOOR);
}

/** Follows the noise floor slowly, so that a quiet room is not a wall of colour and a loud one not a blank. */
export class LevelFollower {
  #floor: number | undefined;
  #sorted = new Float32Array(0);

  /** @param bands One frame, dB. @param seconds Time since the frame before. */
  follow(bands: Float32Array, seconds: number): LevelRange {
    if (this.#sorted.length !== bands.length) this.#sorted = new Float32Array(bands.length);
    this.#sorted.set(bands);
    const seen = Math.min(lowerThird(this.#sorted), LOUDEST_FLOOR);
    this.#floor ??= Math.min(seen, FIRST_FLOOR);
    this.#floor += (seen - this.#floor) * (1 - Math.exp(-seconds / (seen < this.#floor ? FALL : RISE)));
    return { low: this.#floor + MARGIN, high: this.#floor + MARGIN + SPAN };
  }

  reset(): void {
    this.#floor = undefined;
  }
}

/**
 * One range for a whole recording, around the noise floor of its middling frames.
 *
 * @param features `[frames × bands]`, dB
 */
export function steadyRange(features: Float32Array, bands: number): LevelRange {
  const frames = features.length / bands;
  const floors = Float32Array.from({ length: frames }, (_, frame) =>
    lowerThird(features.slice(frame * bands, (frame + 1) * bands)),
  ).sort();
  const floor = Math.min(floors[Math.floor(frames / 4)] ?? QUIETEST_FLOOR, LOUDEST_FLOOR);
  return { low: floor + MARGIN, high: floor + MARGIN + SPAN };
}

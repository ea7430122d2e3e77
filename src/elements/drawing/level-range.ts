/** Levels drawn as the darkest and the brightest colour, dB. */
export interface LevelRange {
  readonly low: number;
  readonly high: number;
}

const QUIETEST_FLOOR = -95;
const LOUDEST_FLOOR = -45;
/** Upper limit of a session's first noise floor, dB: the session may start in the middle of a piece of music. */
const FIRST_FLOOR = -72;
const MARGIN = 4;
const SPAN = 62;
/**
 * Time constants of the noise floor, seconds. It falls fast when the sound gets quieter and rises slowly when it gets
 * louder.
 */
const FALL = 1.5;
const RISE = 12;

/**
 * Returns the level below which a third of a frame's bands lie, dB, at least QUIETEST_FLOOR.
 *
 * @param bands one frame, dB; sorted in place
 */
function lowerThird(bands: Float32Array): number {
  bands.sort();
  return Math.max(bands[Math.floor(bands.length / 3)] ?? QUIETEST_FLOOR, QUIETEST_FLOOR);
}

/** Follows the noise floor slowly, so that background noise has about the same colour in quiet and loud rooms. */
export class LevelFollower {
  #floor: number | undefined;
  #sorted = new Float32Array(0);

  /**
   * Returns the range to draw a frame with.
   *
   * @param bands one frame, dB
   * @param seconds time since the previous frame
   */
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
 * Returns one range for a whole recording. Its noise floor is the lower quartile of the frames' floors.
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

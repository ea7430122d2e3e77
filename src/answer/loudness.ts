/** Time over which the level is averaged, seconds. */
const MEAN = 1;
/** Time constants of the noise floor, seconds: it falls fast when the sound gets quieter and rises slowly. */
const FALL = 1.5;
const RISE = 20;
/** Level from which sound is loud, whatever the noise floor is, dBFS. */
const LOUD = -42;
/** Level below which sound is soft, whatever the noise floor is, dBFS. */
const SOFT = -62;
/** Distance above the noise floor from which sound is loud, and below which it is soft again, dB. */
const ABOVE = 15;
const BELOW = 9;
/** Level that stands for digital silence, dBFS. */
const QUIETEST = -100;

const toPower = (level: number) => 10 ** (level / 10);

/** Decides whether sound is loud or soft, compared with the noise of the room. */
export class Loudness {
  #power: number | undefined;
  #floor = QUIETEST;
  #isLoud = false;

  /** Whether the sound is loud. */
  get isLoud(): boolean {
    return this.#isLoud;
  }

  /**
   * Adds the level of a short time.
   *
   * @param level RMS, dBFS; −Infinity for digital silence
   * @param seconds length of that time
   */
  add(level: number, seconds: number): void {
    const power = toPower(Math.max(level, QUIETEST));
    const share = 1 - Math.exp(-seconds / MEAN);
    this.#power = this.#power === undefined ? power : this.#power + (power - this.#power) * share;
    const mean = 10 * Math.log10(this.#power);
    const isFirst = this.#floor === QUIETEST;
    const time = mean < this.#floor ? FALL : RISE;
    this.#floor = isFirst ? Math.min(mean, SOFT) : this.#floor + (mean - this.#floor) * (1 - Math.exp(-seconds / time));
    const above = mean - this.#floor;
    if (mean >= LOUD || (mean > SOFT && above >= ABOVE)) this.#isLoud = true;
    else if (mean <= SOFT || (mean < LOUD - 3 && above < BELOW)) this.#isLoud = false;
  }

  clear(): void {
    this.#power = undefined;
    this.#floor = QUIETEST;
    this.#isLoud = false;
  }
}

/** Measures RMS level and peak since the last reading. Pure. Writer and reader are on the same thread. */
export class LevelMeter {
  #sum = 0;
  #count = 0;
  #highest = 0;

  /** Adds samples. Non-finite samples count as 0, as in the features. */
  add(samples: Float32Array): void {
    for (const sample of samples) {
      if (!Number.isFinite(sample)) continue;
      this.#sum += sample * sample;
      this.#highest = Math.max(this.#highest, Math.abs(sample));
    }
    this.#count += samples.length;
  }

  /**
   * Returns the level, dBFS (power 1 is 0 dB; −Infinity for silence or no samples), and the highest absolute sample. Resets
   * both.
   */
  drain(): { level: number; peak: number } {
    const reading = {
      level: this.#count > 0 ? 10 * Math.log10(this.#sum / this.#count) : -Infinity,
      peak: this.#highest,
    };
    this.#sum = 0;
    this.#count = 0;
    this.#highest = 0;
    return reading;
  }
}

/** RMS and peak of the samples since the last reading. Pure; one writer, one reader, the same thread. */
export class LevelMeter {
  #sum = 0;
  #count = 0;
  #highest = 0;

  /** Samples that are not finite count as 0, as in the features. */
  add(samples: Float32Array): void {
    for (const sample of samples) {
      if (!Number.isFinite(sample)) continue;
      this.#sum += sample * sample;
      this.#highest = Math.max(this.#highest, Math.abs(sample));
    }
    this.#count += samples.length;
  }

  /** Level in dBFS (power 1 is 0 dB; −Infinity for silence or nothing) and highest absolute sample; starts anew. */
  take(): { level: number; peak: number } {
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

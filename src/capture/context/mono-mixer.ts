/**
 * The mean of an input's channels, as files are mixed (`src/mix-to-mono.ts`): the graph's own down-mix would keep only the
 * first of 3, 5 or more than 6. Audio thread; allocates only where the number of samples grows.
 */
export class MonoMixer {
  private mono = new Float32Array(128);

  /**
   * @param channels one or more, of the same length
   * @returns the only channel itself, else an array that the next call writes over; a sample that is not finite counts as 0
   */
  mix(channels: readonly Float32Array[]): Float32Array {
    const [first] = channels;
    if (channels.length === 1) return first!;
    const { length } = first!;
    if (this.mono.length !== length) this.mono = new Float32Array(length);
    const { mono } = this;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let c = 0; c < channels.length; c++) {
        const sample = channels[c]![i]!;
        if (Number.isFinite(sample)) sum += sample;
      }
      mono[i] = sum / channels.length;
    }
    return mono;
  }
}

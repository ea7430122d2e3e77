/**
 * Averages the channels of a recording, `[samples]`. Returns a mono input itself, else a new array. When averaging,
 * non-finite samples count as 0, so one broken channel does not spoil the others.
 */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  const [first] = channels;
  if (!first || channels.length === 1) return first ?? new Float32Array(0);
  const mono = new Float32Array(first.length);
  for (const channel of channels) {
    for (let i = 0; i < mono.length; i++) if (Number.isFinite(channel[i])) mono[i]! += channel[i]!;
  }
  for (let i = 0; i < mono.length; i++) mono[i]! /= channels.length;
  return mono;
}

/**
 * Averages an input's channels as `mixToMono` does for files. Web Audio's own down-mix keeps only the first of 3, 5 or more
 * than 6 channels. Audio thread; allocates only when the block length changes.
 */
export class MonoMixer {
  #mono = new Float32Array(128);

  /**
   * Averages one block of samples.
   *
   * @param channels one or more, of the same length
   * @returns the only channel itself, else an array that the next call overwrites, in which non-finite samples count as 0
   */
  mix(channels: readonly Float32Array[]): Float32Array {
    const [first] = channels;
    if (channels.length === 1) return first!;
    const { length } = first!;
    if (this.#mono.length !== length) this.#mono = new Float32Array(length);
    const mono = this.#mono;
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

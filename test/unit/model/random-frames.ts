/** Returns uniform random values within ±`amplitude`. */
export function randomValues(length: number, amplitude: number, random: () => number): Float32Array {
  return Float32Array.from({ length }, () => (2 * random() - 1) * amplitude);
}

/** Returns random log-mel frames `[count × 64]` of a noisy place, −90 to −10 dB. */
export function randomFrames(count: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count * 64 }, () => -90 + 80 * random());
}

/** Cuts `count` frames at random into steps of 1 to `longest` frames. */
export function randomCuts(count: number, longest: number, random: () => number): number[] {
  const steps: number[] = [];
  for (let left = count; left > 0;) {
    const step = Math.min(left, 1 + Math.floor(random() * longest));
    steps.push(step);
    left -= step;
  }
  return steps;
}

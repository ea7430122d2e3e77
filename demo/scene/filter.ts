/** Response of a {@link filter}. */
export type FilterKind = 'lowpass' | 'highpass' | 'bandpass';

/** Applies a second-order filter in place (R. Bristow-Johnson's Audio EQ Cookbook). Frequencies in Hz. */
export function filter(
  samples: Float32Array,
  sampleRate: number,
  kind: FilterKind,
  frequency: number,
  q = Math.SQRT1_2,
): Float32Array {
  const w = (2 * Math.PI * Math.min(frequency, sampleRate * 0.49)) / sampleRate;
  const [cos, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
  const numerators = {
    lowpass: [(1 - cos) / 2, 1 - cos, (1 - cos) / 2],
    highpass: [(1 + cos) / 2, -(1 + cos), (1 + cos) / 2],
    bandpass: [alpha, 0, -alpha],
  } as const;
  const [b0, b1, b2] = numerators[kind];
  const a0 = 1 + alpha;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let n = 0; n < samples.length; n++) {
    const x = samples[n]!;
    const y = (b0 * x + b1 * x1 + b2 * x2 + 2 * cos * y1 - (1 - alpha) * y2) / a0;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    samples[n] = y;
  }
  return samples;
}

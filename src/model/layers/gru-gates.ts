/** σ(x) */
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** tanh(x), in a form that neither overflows nor calls the slow exact one. */
const tanh = (x: number): number => 1 - 2 / (1 + Math.exp(2 * x));

/**
 * One frame's gates of a gated recurrent unit, "reset after" (see {@link gru}), in place: pure, allocates nothing.
 *
 * @param fromInput `W x + b`, gates r, z, n side by side; the frame's begin at `offset`
 * @param fromState `U h`, `[3u]`
 * @param bias c, `[3u]`
 * @param h `[u]`, becomes h'
 */
export function gruGates(
  fromInput: ArrayLike<number>,
  offset: number,
  fromState: ArrayLike<number>,
  bias: ArrayLike<number>,
  h: Float32Array,
): void {
  const units = h.length;
  for (let r = 0, z = units, n = 2 * units; r < units; r++, z++, n++) {
    const reset = sigmoid(fromInput[offset + r]! + fromState[r]! + bias[r]!);
    const update = sigmoid(fromInput[offset + z]! + fromState[z]! + bias[z]!);
    const candidate = tanh(fromInput[offset + n]! + reset * (fromState[n]! + bias[n]!));
    h[r] = candidate + update * (h[r]! - candidate);
  }
}

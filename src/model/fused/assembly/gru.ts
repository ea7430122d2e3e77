import { convolve } from './convolve';
import { multiplyAdd } from './multiply-add';
import { sigmoid, tanh } from './sigmoid';

/**
 * Computes the recurrent part of a GRU in the "reset after" form: `r, z = σ(input + recurrent)`,
 * `n = tanh(input_n + r ⊙ recurrent_n)`, `h' = (1 − z) ⊙ n + z ⊙ h`.
 *
 * @param input `W x + b`, gates r, z, n side by side, `[frames, 3 · units]`
 * @param kernel of the recurrent part, as for {@link convolve}
 * @param bias of the recurrent part, `[3 · units]`
 * @param recurrent memory for `[3 · units]`
 * @param h `[units]`; becomes the last output
 * @param y `[frames, units]`
 */
export function gru(
  input: usize,
  kernel: usize,
  bias: usize,
  recurrent: usize,
  h: usize,
  y: usize,
  frames: i32,
  units: i32,
): void {
  const width = (<usize>units) << 2;
  for (let frame = 0; frame < frames; frame++) {
    convolve(h, 0, 0, 0, 1, 1, 1, 1, units, kernel, bias, 0, recurrent, 0, 1, 1, 3 * units, 0);
    for (let unit: usize = 0; unit < width; unit += 16) {
      const from = input + unit;
      const state = recurrent + unit;
      const r = sigmoid(f32x4.add(v128.load(from), v128.load(state)));
      const z = sigmoid(f32x4.add(v128.load(from + width), v128.load(state + width)));
      const n = tanh(multiplyAdd(v128.load(from + (width << 1)), r, v128.load(state + (width << 1))));
      const next = multiplyAdd(n, z, f32x4.sub(v128.load(h + unit), n));
      v128.store(h + unit, next);
      v128.store(y + unit, next);
    }
    input += 3 * width;
    y += width;
  }
}

import { sigmoid, tanh } from './sigmoid';

/** Computes `tanh(a) · σ(b)` row by row. @param x `[rows, 2 · channels]`: a, then b @param y `[rows, channels]` */
export function gate(x: usize, y: usize, rows: i32, channels: i32): void {
  const width = (<usize>channels) << 2;
  for (let row = 0; row < rows; row++) {
    for (let channel: usize = 0; channel < width; channel += 16) {
      const gated = f32x4.mul(tanh(v128.load(x + channel)), sigmoid(v128.load(x + width + channel)));
      v128.store(y + channel, gated);
    }
    x += width << 1;
    y += width;
  }
}

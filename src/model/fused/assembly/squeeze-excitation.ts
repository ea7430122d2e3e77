import { multiplyAdd } from './multiply-add';
import { sigmoid } from './sigmoid';

/** Computes the mean over frequency. @param x `[frames, bands, channels]` @param y `[frames, channels]` */
export function bandMeans(x: usize, y: usize, frames: i32, bands: i32, channels: i32): void {
  const width = (<usize>channels) << 2;
  const share = f32x4.splat(1 / <f32>bands);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel: usize = 0; channel < width; channel += 16) {
      let sum = f32x4.splat(0);
      let from = x + channel;
      for (let band = 0; band < bands; band++) {
        sum = f32x4.add(sum, v128.load(from));
        from += width;
      }
      v128.store(y + channel, f32x4.mul(sum, share));
    }
    x += width * <usize>bands;
    y += width;
  }
}

/**
 * Replaces means of frames by means over a decaying past: `m' = decay · m + (1 − decay) · mean`.
 * @param means `[frames, channels]`
 * @param past m, `[channels]`; becomes the last mean
 */
export function decayMeans(means: usize, past: usize, frames: i32, channels: i32, decay: f32): void {
  const width = (<usize>channels) << 2;
  const kept = f32x4.splat(decay);
  const share = f32x4.splat(1 - decay);
  for (let channel: usize = 0; channel < width; channel += 16) {
    let mean = v128.load(past + channel);
    let at = means + channel;
    for (let frame = 0; frame < frames; frame++) {
      mean = multiplyAdd(f32x4.mul(kept, mean), share, v128.load(at));
      v128.store(at, mean);
      at += width;
    }
    v128.store(past + channel, mean);
  }
}

/**
 * Multiplies each channel by its gate, `σ(logit)`.
 * @param x `[frames, bands, channels]`
 * @param logits `[frames, channels]`
 */
export function applyGates(x: usize, logits: usize, frames: i32, bands: i32, channels: i32): void {
  const width = (<usize>channels) << 2;
  for (let frame = 0; frame < frames; frame++) {
    for (let channel: usize = 0; channel < width; channel += 16) {
      const gate = sigmoid(v128.load(logits + channel));
      let at = x + channel;
      for (let band = 0; band < bands; band++) {
        v128.store(at, f32x4.mul(v128.load(at), gate));
        at += width;
      }
    }
    x += width * <usize>bands;
    logits += width;
  }
}

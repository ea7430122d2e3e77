import { activate } from './activation';
import { multiplyAdd } from './multiply-add';

/**
 * Computes a convolution over time and frequency of each channel, with bias and activation. In frequency it is zero-padded by
 * `(kernelF − 1) / 2` on both sides.
 *
 * @param x the oldest value that the first output frame reads; frames of `[bands, channels]`
 * @param frameStep from the input of an output frame to that of the next one
 * @param tapStep between two taps in time
 * @param taps in time
 * @param kernelF bands of the kernel
 * @param strideF input bands per output band
 * @param kernel `[taps, kernelF, channels]`
 * @param bias `[channels]`
 * @param y `[frames, bandsOut, channels]`
 */
export function depthwise(
  x: usize,
  frameStep: usize,
  tapStep: usize,
  taps: i32,
  kernelF: i32,
  strideF: i32,
  bands: i32,
  channels: i32,
  kernel: usize,
  bias: usize,
  y: usize,
  frames: i32,
  bandsOut: i32,
  activation: i32,
): void {
  const side = (kernelF - 1) >> 1;
  const width = (<usize>channels) << 2; // of a band
  for (let frame = 0; frame < frames; frame++) {
    let band = 0;
    while (band < bandsOut) {
      const first = band * strideF - side; // input band of the kernel's first one
      if (band + 4 <= bandsOut && first >= 0 && first + 3 * strideF + kernelF <= bands) {
        fourBands(
          x + <usize>first * width,
          <usize>strideF * width,
          tapStep,
          taps,
          kernelF,
          width,
          kernel,
          bias,
          y,
          activation,
        );
        band += 4;
        y += width << 2;
      } else {
        const from = max(0, -first);
        const to = min(kernelF, bands - first);
        const start = x + <usize>(first + from) * width;
        oneBand(
          start,
          tapStep,
          taps,
          to - from,
          width,
          kernel + <usize>from * width,
          <usize>kernelF * width,
          bias,
          y,
          activation,
        );
        band += 1;
        y += width;
      }
    }
    x += frameStep;
  }
}

/** Computes four bands that the kernel does not leave. Each weight is read once for all of them. */
function fourBands(
  x: usize,
  bandStep: usize,
  tapStep: usize,
  taps: i32,
  kernelF: i32,
  width: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  activation: i32,
): void {
  for (let channel: usize = 0; channel < width; channel += 16) {
    let a = v128.load(bias + channel);
    let b = a;
    let c = a;
    let d = a;
    let w = kernel + channel;
    let row = x + channel;
    for (let tap = 0; tap < taps; tap++) {
      let xa = row;
      let xb = xa + bandStep;
      let xc = xb + bandStep;
      let xd = xc + bandStep;
      for (let band = 0; band < kernelF; band++) {
        const weight = v128.load(w);
        a = multiplyAdd(a, v128.load(xa), weight);
        b = multiplyAdd(b, v128.load(xb), weight);
        c = multiplyAdd(c, v128.load(xc), weight);
        d = multiplyAdd(d, v128.load(xd), weight);
        xa += width;
        xb += width;
        xc += width;
        xd += width;
        w += width;
      }
      row += tapStep;
    }
    let to = y + channel;
    v128.store(to, activate(a, activation));
    to += width;
    v128.store(to, activate(b, activation));
    to += width;
    v128.store(to, activate(c, activation));
    to += width;
    v128.store(to, activate(d, activation));
  }
}

/** Computes one band. @param read bands of the kernel inside the input, possibly fewer than it has */
function oneBand(
  x: usize,
  tapStep: usize,
  taps: i32,
  read: i32,
  width: usize,
  kernel: usize,
  kernelTapStep: usize,
  bias: usize,
  y: usize,
  activation: i32,
): void {
  for (let channel: usize = 0; channel < width; channel += 32) {
    let a = v128.load(bias + channel);
    let b = v128.load(bias + channel, 16);
    let weights = kernel + channel;
    let row = x + channel;
    for (let tap = 0; tap < taps; tap++) {
      let w = weights;
      let from = row;
      for (let band = 0; band < read; band++) {
        a = multiplyAdd(a, v128.load(from), v128.load(w));
        b = multiplyAdd(b, v128.load(from, 16), v128.load(w, 16));
        w += width;
        from += width;
      }
      weights += kernelTapStep;
      row += tapStep;
    }
    v128.store(y + channel, activate(a, activation));
    v128.store(y + channel, activate(b, activation), 16);
  }
}

import { activate } from './activation';
import { multiplyAdd } from './multiply-add';

/**
 * Computes a convolution over time and frequency, with bias and activation: `y = activation(x · kernel + bias + addend)`. In
 * frequency it is zero-padded by `(kernelF − 1) / 2` on both sides. A product of rows with a matrix is a convolution of one
 * frame and one tap whose bands are the rows.
 *
 * It computes eight outputs of four bands at once. Their sums stay in registers.
 *
 * @param x the oldest value that the first output frame reads; bands of `pitch` values without gaps
 * @param frameStep from the input of an output frame to that of the next one
 * @param tapStep between two taps in time
 * @param bandStep from the input of an output band to that of the next one
 * @param taps in time
 * @param kernelF bands of the kernel
 * @param strideF input bands per output band
 * @param bands input bands, which bound the kernel
 * @param kernel `[outputs / 8, taps, kernelF · pitch, 8]`
 * @param bias `[outputs]`
 * @param addend values to add before the activation, arranged like `y` and possibly at the same place; 0 for none
 * @param y `[frames, bandsOut]` rows of outputs
 * @param rowStep between two rows of `y`
 */
export function convolve(
  x: usize,
  frameStep: usize,
  tapStep: usize,
  bandStep: usize,
  taps: i32,
  kernelF: i32,
  strideF: i32,
  bands: i32,
  pitch: i32,
  kernel: usize,
  bias: usize,
  addend: usize,
  y: usize,
  rowStep: usize,
  frames: i32,
  bandsOut: i32,
  outputs: i32,
  activation: i32,
): void {
  const side = (kernelF - 1) >> 1;
  const inputs = kernelF * pitch;
  const kernelTapStep = (<usize>inputs) << 5;
  const panelStep = <usize>taps * kernelTapStep;
  for (let frame = 0; frame < frames; frame++) {
    let panel = kernel;
    for (let offset: usize = 0; offset < (<usize>outputs) << 2; offset += 32) {
      let from = x - ((<usize>(side * pitch)) << 2);
      let to = y + offset;
      let add = addend + offset;
      let band = 0;
      while (band < bandsOut) {
        const first = band * strideF - side; // input band of the kernel's first one
        if (band + 4 <= bandsOut && first >= 0 && first + 3 * strideF + kernelF <= bands) {
          fourBands(
            from,
            bandStep,
            tapStep,
            taps,
            inputs,
            panel,
            bias + offset,
            addend ? add : 0,
            to,
            rowStep,
            activation,
          );
          band += 4;
          from += bandStep << 2;
          to += rowStep << 2;
          add += rowStep << 2;
        } else {
          const skipped = max(0, -first) * pitch;
          const read = min(kernelF, bands - first) * pitch - skipped;
          const rest = panel + ((<usize>skipped) << 5);
          const start = from + ((<usize>skipped) << 2);
          oneBand(start, tapStep, taps, read, rest, kernelTapStep, bias + offset, addend ? add : 0, to, activation);
          band += 1;
          from += bandStep;
          to += rowStep;
          add += rowStep;
        }
      }
      panel += panelStep;
    }
    x += frameStep;
    y += rowStep * <usize>bandsOut;
    if (addend) addend += rowStep * <usize>bandsOut;
  }
}

/** Computes eight outputs of four bands that the kernel does not leave. @param inputs values per tap */
function fourBands(
  x: usize,
  bandStep: usize,
  tapStep: usize,
  taps: i32,
  inputs: i32,
  kernel: usize,
  bias: usize,
  addend: usize,
  y: usize,
  rowStep: usize,
  activation: i32,
): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  if (addend) {
    a0 = f32x4.add(a0, v128.load(addend));
    a1 = f32x4.add(a1, v128.load(addend, 16));
    addend += rowStep;
    b0 = f32x4.add(b0, v128.load(addend));
    b1 = f32x4.add(b1, v128.load(addend, 16));
    addend += rowStep;
    c0 = f32x4.add(c0, v128.load(addend));
    c1 = f32x4.add(c1, v128.load(addend, 16));
    addend += rowStep;
    d0 = f32x4.add(d0, v128.load(addend));
    d1 = f32x4.add(d1, v128.load(addend, 16));
  }
  for (let tap = 0; tap < taps; tap++) {
    let xa = x;
    let xb = xa + bandStep;
    let xc = xb + bandStep;
    let xd = xc + bandStep;
    const end = x + ((<usize>inputs) << 2);
    while (xa < end) {
      const w0 = v128.load(kernel);
      const w1 = v128.load(kernel, 16);
      let value = v128.load_splat<f32>(xa);
      a0 = multiplyAdd(a0, value, w0);
      a1 = multiplyAdd(a1, value, w1);
      value = v128.load_splat<f32>(xb);
      b0 = multiplyAdd(b0, value, w0);
      b1 = multiplyAdd(b1, value, w1);
      value = v128.load_splat<f32>(xc);
      c0 = multiplyAdd(c0, value, w0);
      c1 = multiplyAdd(c1, value, w1);
      value = v128.load_splat<f32>(xd);
      d0 = multiplyAdd(d0, value, w0);
      d1 = multiplyAdd(d1, value, w1);
      xa += 4;
      xb += 4;
      xc += 4;
      xd += 4;
      kernel += 32;
    }
    x += tapStep;
  }
  v128.store(y, activate(a0, activation));
  v128.store(y, activate(a1, activation), 16);
  y += rowStep;
  v128.store(y, activate(b0, activation));
  v128.store(y, activate(b1, activation), 16);
  y += rowStep;
  v128.store(y, activate(c0, activation));
  v128.store(y, activate(c1, activation), 16);
  y += rowStep;
  v128.store(y, activate(d0, activation));
  v128.store(y, activate(d1, activation), 16);
}

/**
 * Computes eight outputs of one band. Each of four inputs has its own sums, because an addition takes several cycles.
 * @param read values per tap inside the bands, possibly fewer than the kernel has
 * @param kernelTapStep between two taps of the kernel
 */
function oneBand(
  x: usize,
  tapStep: usize,
  taps: i32,
  read: i32,
  kernel: usize,
  kernelTapStep: usize,
  bias: usize,
  addend: usize,
  y: usize,
  activation: i32,
): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  if (addend) {
    a0 = f32x4.add(a0, v128.load(addend));
    a1 = f32x4.add(a1, v128.load(addend, 16));
  }
  let b0 = f32x4.splat(0);
  let b1 = b0;
  let c0 = b0;
  let c1 = b0;
  let d0 = b0;
  let d1 = b0;
  for (let tap = 0; tap < taps; tap++) {
    let from = x;
    let w = kernel;
    const fours = x + ((<usize>(read & ~3)) << 2);
    const end = x + ((<usize>read) << 2);
    while (from < fours) {
      let value = v128.load_splat<f32>(from);
      a0 = multiplyAdd(a0, value, v128.load(w));
      a1 = multiplyAdd(a1, value, v128.load(w, 16));
      value = v128.load_splat<f32>(from, 4);
      b0 = multiplyAdd(b0, value, v128.load(w, 32));
      b1 = multiplyAdd(b1, value, v128.load(w, 48));
      value = v128.load_splat<f32>(from, 8);
      c0 = multiplyAdd(c0, value, v128.load(w, 64));
      c1 = multiplyAdd(c1, value, v128.load(w, 80));
      value = v128.load_splat<f32>(from, 12);
      d0 = multiplyAdd(d0, value, v128.load(w, 96));
      d1 = multiplyAdd(d1, value, v128.load(w, 112));
      from += 16;
      w += 128;
    }
    while (from < end) {
      const value = v128.load_splat<f32>(from);
      a0 = multiplyAdd(a0, value, v128.load(w));
      a1 = multiplyAdd(a1, value, v128.load(w, 16));
      from += 4;
      w += 32;
    }
    x += tapStep;
    kernel += kernelTapStep;
  }
  v128.store(y, activate(f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0)), activation));
  v128.store(y, activate(f32x4.add(f32x4.add(a1, b1), f32x4.add(c1, d1)), activation), 16);
}

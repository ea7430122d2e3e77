import * as tf from '@tensorflow/tfjs-core';

/** How the convolution lay on its input, out of the kernel's attributes. */
interface Placement {
  readonly strideT: number;
  readonly strideF: number;
  readonly dilation: number;
  readonly side: number;
}

function placement({ strides, dilations, pad }: tf.NamedAttrMap): Placement {
  const [strideT, strideF] = strides as [number, number];
  return {
    strideT,
    strideF,
    dilation: (dilations as [number, number])[0],
    side: (pad as unknown as [number, number][])[2]![0],
  };
}

/**
 * Calls back for each output frame, output band and tap that lies on the input.
 * @param each receives the offsets of the first channel of the output, of the tap and of the input, in positions
 */
function forEachTap(
  output: readonly number[],
  input: readonly number[],
  [kernelT, kernelF]: readonly number[],
  { strideT, strideF, dilation, side }: Placement,
  each: (output: number, tap: number, input: number) => void,
): void {
  const [, frames, bands] = output as [number, number, number];
  const bandsIn = input[2]!;
  for (let t = 0; t < frames; t++) {
    for (let f = 0; f < bands; f++) {
      for (let kt = 0; kt < kernelT!; kt++) {
        const from = (t * strideT + kt * dilation) * bandsIn;
        for (let kf = 0; kf < kernelF!; kf++) {
          const band = f * strideF + kf - side;
          if (band >= 0 && band < bandsIn) each(t * bands + f, kt * kernelF! + kf, from + band);
        }
      }
    }
  }
}

/**
 * Returns the gradient of a convolution with respect to its input.
 *
 * @param dy gradient with respect to the output, `[1, T', F', cout]`
 * @param shape of the input, `[1, T, F, cin]`
 * @param filter `[kt, kf, cin, cout]`
 */
export function convolutionGradient(
  dy: tf.Tensor,
  shape: readonly number[],
  filter: tf.Tensor,
  attributes: tf.NamedAttrMap,
): tf.Tensor {
  const [taps, bandTaps, inputs, outputs] = filter.shape as [number, number, number, number];
  // What each output gives to the inputs of its taps, [T' · F', kt · kf · cin], as one product: a backend is faster than a loop here.
  const outputRows = tf.reshape(dy, [dy.size / outputs, outputs]);
  const tapRows = tf.reshape(filter, [taps * bandTaps * inputs, outputs]);
  const shares = tf.matMul(outputRows, tapRows, false, true).dataSync<'float32'>();
  const sums = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const width = taps * bandTaps * inputs;
  forEachTap(dy.shape, shape, filter.shape, placement(attributes), (output, tap, input) => {
    const from = output * width + tap * inputs;
    const to = input * inputs;
    for (let c = 0; c < inputs; c++) sums[to + c]! += shares[from + c]!;
  });
  return tf.tensor(sums, [...shape]);
}

/** Returns the gradient of a convolution of separate channels with respect to its input. @param filter `[kt, kf, C, 1]` */
export function depthwiseGradient(
  dy: tf.Tensor,
  shape: readonly number[],
  filter: tf.Tensor,
  attributes: tf.NamedAttrMap,
): tf.Tensor {
  const channels = filter.shape[2]!;
  const gradient = dy.dataSync<'float32'>();
  const weights = filter.dataSync<'float32'>();
  const sums = new Float32Array(shape.reduce((product, size) => product * size, 1));
  forEachTap(dy.shape, shape, filter.shape, placement(attributes), (output, tap, input) => {
    for (let c = 0; c < channels; c++)
      sums[input * channels + c]! += gradient[output * channels + c]! * weights[tap * channels + c]!;
  });
  return tf.tensor(sums, [...shape]);
}

import * as tf from '@tensorflow/tfjs-core';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';

/** Shape of YAMNet's window: 96 log-mel frames (0.96 s) of 64 bands. */
export const WINDOW = [96, 64] as const;
/** Distance between windows, seconds. */
export const HOP_SECONDS = 0.48;
const CLASSES = 521;
/** Channels and stride of each separable layer, as in YAMNet (MobileNet v1, Howard et al. 2017). */
const LAYERS: readonly (readonly [number, number])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  ...Array.from({ length: 5 }, () => [512, 1] as const),
  [1024, 2],
  [1024, 1],
];

/** Registers kernels that Pinna does not include. Call it before the backend starts. */
export function registerKernels(): void {
  for (const kernel of [fusedDepthwiseConv2DConfig, meanConfig, sumConfig, transposeConfig]) tf.registerKernel(kernel);
}

/** A network with YAMNet's layers and random weights, to measure the cost of window-based tagging. Runs on the current backend. */
export class MobileNet {
  parameters = 0;
  /** Multiply-adds per window. */
  macs = 0;
  private readonly layers: ((x: tf.Tensor4D) => tf.Tensor4D)[] = [];
  private readonly head: { kernel: tf.Tensor2D; bias: tf.Tensor1D };

  constructor() {
    let [height, width, channels] = [WINDOW[0] as number, WINDOW[1] as number, 1];
    const halved = (stride: number) => {
      height = Math.ceil(height / stride);
      width = Math.ceil(width / stride);
    };
    const conv = (size: number, strides: number, out: number) => {
      const filter = this.random([size, size, channels, out]) as tf.Tensor4D;
      const bias = this.random([out]) as tf.Tensor1D;
      halved(strides);
      this.macs += height * width * size * size * channels * out;
      channels = out;
      this.layers.push((x) => tf.fused.conv2d({ x, filter, bias, strides, pad: 'same', activation: 'relu' }));
    };
    const depthwise = (strides: number) => {
      const filter = this.random([3, 3, channels, 1]) as tf.Tensor4D;
      const bias = this.random([channels]) as tf.Tensor1D;
      halved(strides);
      this.macs += height * width * 9 * channels;
      this.layers.push((x) => tf.fused.depthwiseConv2d({ x, filter, bias, strides, pad: 'same', activation: 'relu' }));
    };
    conv(3, 2, 32);
    for (const [out, stride] of LAYERS) {
      depthwise(stride);
      conv(1, 1, out);
    }
    this.head = {
      kernel: this.random([channels, CLASSES]) as tf.Tensor2D,
      bias: this.random([CLASSES]) as tf.Tensor1D,
    };
    this.macs += channels * CLASSES;
  }

  /** Computes the scores of one window. @param window log-mel frames, {@link WINDOW} */
  async predict(window: Float32Array): Promise<Float32Array> {
    const scores = tf.tidy(() => {
      const x = tf.tensor4d(window, [1, ...WINDOW, 1]);
      const y = this.layers.reduce((before, layer) => layer(before), x);
      const pooled = tf.mean<tf.Tensor2D>(y, [1, 2]);
      return tf.sigmoid(tf.add(tf.matMul(pooled, this.head.kernel), this.head.bias));
    });
    const values = await scores.data<'float32'>();
    scores.dispose();
    return values;
  }

  private random(shape: number[]): tf.Tensor {
    const size = tf.util.sizeFromShape(shape);
    this.parameters += size;
    const spread = Math.sqrt(6 / (size / shape[shape.length - 1]!));
    return tf.tensor(
      Float32Array.from({ length: size }, () => spread * (Math.random() - 0.5)),
      shape,
    );
  }
}

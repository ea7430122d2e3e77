/** Frames and bands of a kernel. */
export const KERNEL = 3;

/** A convolution over frames and bands. */
export interface ConvolutionWeights {
  /** `[outputs, inputs, KERNEL frames, KERNEL bands]`, row-major. */
  readonly kernel: Float32Array;
  /** `[outputs]` */
  readonly bias: Float32Array;
  /** Bands of the input. */
  readonly bands: number;
  /** Every how many frames, and bands, it gives an output. */
  readonly stride: { readonly time: number; readonly bands: number };
}

/**
 * A convolution that reads only the past, frame by frame. A frame is `[bands × channels]`, row-major. It reads zeros before the first frame
 * and beyond the outer bands. Its state is the frames that later outputs still read. Pure.
 */
export class CausalConvolution {
  readonly #weights: ConvolutionWeights;
  readonly #outputs: number;
  readonly #inputs: number;
  /** The kernel as `[KERNEL frames, KERNEL bands, inputs, outputs]`, so that the innermost loop reads it in order. */
  readonly #kernel: Float32Array;
  #waiting: Float32Array[] = [];

  constructor(weights: ConvolutionWeights) {
    this.#weights = weights;
    this.#outputs = weights.bias.length;
    this.#inputs = weights.kernel.length / (this.#outputs * KERNEL * KERNEL);
    this.#kernel = reordered(weights.kernel, this.#outputs, this.#inputs);
    this.reset();
  }

  /** Returns to the state before the first frame. */
  reset(): void {
    const { bands, stride } = this.#weights;
    this.#waiting = Array.from({ length: KERNEL - stride.time }, () => new Float32Array(bands * this.#inputs));
  }

  /** Adds frames, which must not change afterwards. @returns the outputs that became known, each `[bands / stride × outputs]` */
  push(frames: readonly Float32Array[]): Float32Array[] {
    this.#waiting.push(...frames);
    const known: Float32Array[] = [];
    let first = 0;
    for (; first + KERNEL <= this.#waiting.length; first += this.#weights.stride.time) known.push(this.#output(first));
    this.#waiting.splice(0, first);
    return known;
  }

  #output(first: number): Float32Array {
    const { bias, bands, stride } = this.#weights;
    const [inputs, outputs, kernel] = [this.#inputs, this.#outputs, this.#kernel];
    const count = bands / stride.bands;
    const result = new Float32Array(count * outputs);
    for (let b = 0; b < count; b++) {
      const at = b * outputs;
      for (let o = 0; o < outputs; o++) result[at + o] = bias[o]!;
      for (let t = 0; t < KERNEL; t++) {
        const frame = this.#waiting[first + t]!;
        for (let k = 0; k < KERNEL; k++) {
          const band = b * stride.bands + k - 1;
          if (band < 0 || band >= bands) continue;
          for (let i = 0; i < inputs; i++) {
            const value = frame[band * inputs + i]!;
            if (value === 0) continue; // often: most layers read rectified values
            const from = ((t * KERNEL + k) * inputs + i) * outputs;
            for (let o = 0; o < outputs; o++) result[at + o]! += value * kernel[from + o]!;
          }
        }
      }
    }
    return result;
  }
}

function reordered(kernel: Float32Array, outputs: number, inputs: number): Float32Array {
  const result = new Float32Array(kernel.length);
  const area = KERNEL * KERNEL;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let k = 0; k < area; k++) result[(k * inputs + i) * outputs + o] = kernel[(o * inputs + i) * area + k]!;
    }
  }
  return result;
}

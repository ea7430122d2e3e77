import { binary } from './kernels-binary.js';

/**
 * The functions of `assembly/`, which documents them. All arguments are numbers: addresses and distances in bytes, and counts.
 * A count of channels or outputs is a multiple of eight.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;

  convolve(
    x: number,
    frameStep: number,
    tapStep: number,
    bandStep: number,
    taps: number,
    kernelF: number,
    strideF: number,
    bands: number,
    pitch: number,
    kernel: number,
    bias: number,
    addend: number,
    y: number,
    rowStep: number,
    frames: number,
    bandsOut: number,
    outputs: number,
    activation: number,
  ): void;

  depthwise(
    x: number,
    frameStep: number,
    tapStep: number,
    taps: number,
    kernelF: number,
    strideF: number,
    bands: number,
    channels: number,
    kernel: number,
    bias: number,
    y: number,
    frames: number,
    bandsOut: number,
    activation: number,
  ): void;

  bandMeans(x: number, y: number, frames: number, bands: number, channels: number): void;
  decayMeans(means: number, past: number, frames: number, channels: number, decay: number): void;
  applyGates(x: number, logits: number, frames: number, bands: number, channels: number): void;

  gru(
    input: number,
    kernel: number,
    bias: number,
    recurrent: number,
    h: number,
    y: number,
    frames: number,
    units: number,
  ): void;

  gate(x: number, y: number, rows: number, channels: number): void;
  move(from: number, to: number, bytes: number): void;
  spread(
    values: number,
    y: number,
    rows: number,
    width: number,
    offset: number,
    rowsPerValue: number,
    adds: boolean,
  ): void;
}

/** Whether this device can run the kernels: some processors have no SIMD instructions, and some pages allow no WebAssembly. */
export function canRunKernels(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(binary);
}

/**
 * Starts the kernels with a separate memory. Compiles them at once, which takes about a millisecond.
 * @throws Error if the page's Content-Security-Policy allows no WebAssembly
 */
export function startKernels(): Kernels {
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as Kernels;
}

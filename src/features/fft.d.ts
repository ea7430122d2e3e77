declare module 'fft.js' {
  /** Radix-4 FFT of a power-of-two length. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Fills the first half of `out` (interleaved re, im; bins 0 to size / 2) from `size` real samples. */
    realTransform(out: number[], data: readonly number[]): void;
  }
}

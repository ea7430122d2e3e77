declare module 'fft.js' {
  /** Radix-4 FFT of a power-of-two length. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    /** Fills `out` with the transform of `data`. Both hold `size` complex numbers (interleaved re, im). */
    transform(out: number[], data: readonly number[]): void;
    /** Fills `out` with the inverse transform of `data`, scaled so that it inverts `transform`. */
    inverseTransform(out: number[], data: readonly number[]): void;
  }
}

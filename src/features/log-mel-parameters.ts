/** The one feature definition of `models/FORMAT.md`. */

/** Hop between frames, seconds. */
export const HOP_SECONDS = 0.02;
/** Length of a frame, seconds. */
export const WINDOW_SECONDS = 0.032;
/** Number of mel bands. */
export const BANDS = 64;
/** Lower edge of the lowest band, Hz. */
export const F_MIN = 60;
/** Upper edge of the highest band, Hz. */
export const F_MAX = 7800;
/** Power added to every band before the logarithm; silence is 10·log10 of it, −100 dB. */
export const FLOOR_POWER = 1e-10;
/** Widest allowed FFT bin, Hz. */
export const MAX_BIN_WIDTH = 24;

export interface FrameGeometry {
  /** Hz. */
  readonly sampleRate: number;
  /** Samples; at rates of which 20 ms are not whole samples, not a whole number. */
  readonly hop: number;
  /** Samples. */
  readonly window: number;
  /** Points, a power of two. */
  readonly fftSize: number;
}

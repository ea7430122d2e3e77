/** Number of cepstral coefficients. */
export const MFCC_COUNT = 20;
/** Number of pitch classes, starting at C. */
export const CHROMA_COUNT = 12;

/** Descriptors with one value per frame, in their order in memory and in files. */
export const SCALAR_DESCRIPTORS = [
  'rms',
  'peak',
  'zeroCrossingRate',
  'centroid',
  'bandwidth',
  'rolloff',
  'flatness',
  'flux',
  'onsetStrength',
] as const;

/** Name of a descriptor with one value per frame. */
export type ScalarDescriptor = (typeof SCALAR_DESCRIPTORS)[number];

/**
 * Descriptors of T frames. Frame i covers the same samples as log-mel frame i. The definitions per frame are those of
 * librosa 0.11, except for `flux`. In silence all values are 0, except for a flatness of 1 and the first cepstral
 * coefficient. All values are finite.
 */
export interface Descriptors extends Readonly<Record<ScalarDescriptor, Float32Array>> {
  /** Number of frames T. */
  readonly frames: number;
  /** Root mean square of the samples, `[T]`; full scale is ±1. */
  readonly rms: Float32Array;
  /** Highest absolute sample, `[T]`. */
  readonly peak: Float32Array;
  /** Changes of sign per sample, `[T]`; samples ≥ −1e-10 count as positive. */
  readonly zeroCrossingRate: Float32Array;
  /** Mean frequency weighted by magnitude, `[T]`, Hz. */
  readonly centroid: Float32Array;
  /** Standard deviation of frequency around the centroid, weighted by magnitude, `[T]`, Hz. */
  readonly bandwidth: Float32Array;
  /** Frequency below which 85 % of the magnitude lies, `[T]`, Hz. */
  readonly rolloff: Float32Array;
  /** Geometric over arithmetic mean of the power spectrum, `[T]`: 0 a tone, 1 white noise (Dubnov 2004). */
  readonly flatness: Float32Array;
  /**
   * Squared distance to the previous frame's magnitude spectrum, both of unit length, `[T]`, 0 to 2 (Tzanetakis and
   * Cook 2002); 0 in the first frame.
   */
  readonly flux: Float32Array;
  /**
   * Mean rise of the log-mel bands since the previous frame (falling bands count as 0), `[T]`, dB; 0 in the first
   * frame.
   */
  readonly onsetStrength: Float32Array;
  /** DCT-II (orthonormal) of the log-mel bands, `[T × 20]`, row-major. */
  readonly mfcc: Float32Array;
  /**
   * Power per pitch class, starting at C, for A4 = 440 Hz, relative to the frame's strongest class, `[T × 12]`,
   * row-major.
   */
  readonly chroma: Float32Array;
  /** Beats per minute, followed in real time, `[T]`; 0 where no beat is found. */
  readonly tempo: Float32Array;
  /** Beats in these frames, followed in real time, seconds on the frames' clock. */
  readonly beats: readonly number[];
}

/** Descriptors of a whole recording. */
export interface RecordingDescriptors extends Descriptors {
  /** Tempo and beats, estimated from the whole recording. */
  readonly rhythm: Rhythm;
}

/** Tempo and beats of a stretch of sound. */
export interface Rhythm {
  /** Beats per minute; 0 if no beat is found. May be half or twice the tempo that a person would tap. */
  readonly tempo: number;
  /** Autocorrelation of the onset strength at the beat period, at most 1. */
  readonly strength: number;
  /** Seconds, ascending. */
  readonly beats: readonly number[];
}

const WIDTH = SCALAR_DESCRIPTORS.length + MFCC_COUNT + CHROMA_COUNT + 1;

/** Allocates the arrays for a number of frames, consecutively in one buffer. */
export function emptyDescriptors(frames: number) {
  const all = new Float32Array(frames * WIDTH);
  let used = 0;
  const next = (width: number) => all.subarray(used, (used += frames * width));
  const scalars = Object.fromEntries(SCALAR_DESCRIPTORS.map((name) => [name, next(1)])) as Record<
    ScalarDescriptor,
    Float32Array
  >;
  return { scalars, mfcc: next(MFCC_COUNT), chroma: next(CHROMA_COUNT), tempo: next(1) };
}

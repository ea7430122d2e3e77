/** Number of cepstral coefficients. */
export const MFCC_COUNT = 20;
/** Number of pitch classes, from C on. */
export const CHROMA_COUNT = 12;

/** Descriptors of one value per frame, in the order in which they are kept and written. */
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

export type ScalarDescriptor = (typeof SCALAR_DESCRIPTORS)[number];

/**
 * What can be said of T frames beside the network's scores. Frame i covers the samples that log-mel frame i covers. Per
 * frame the definitions are those of librosa 0.11, but for `flux`; silence gives 0 everywhere, but for a flatness of 1 and
 * the first cepstral coefficient. All values are finite.
 */
export interface Descriptors extends Readonly<Record<ScalarDescriptor, Float32Array>> {
  /** Number of frames T. */
  readonly frames: number;
  /** Root mean square of the samples, `[T]`, ±1 is full scale. */
  readonly rms: Float32Array;
  /** Highest absolute sample, `[T]`. */
  readonly peak: Float32Array;
  /** Changes of sign per sample, `[T]`; what is below 1e-10 counts as positive. */
  readonly zeroCrossingRate: Float32Array;
  /** Mean frequency weighted by magnitude, `[T]`, Hz. */
  readonly centroid: Float32Array;
  /** Standard deviation of frequency around the centroid, weighted by magnitude, `[T]`, Hz. */
  readonly bandwidth: Float32Array;
  /** Frequency up to which there are 85 % of the magnitude, `[T]`, Hz. */
  readonly rolloff: Float32Array;
  /** Geometric over arithmetic mean of the power spectrum, `[T]`: 0 a tone, 1 white noise (Dubnov 2004). */
  readonly flatness: Float32Array;
  /**
   * Squared distance to the magnitude spectrum of the frame before, both of unit length, `[T]`, 0 to 2 (Tzanetakis and Cook
   * 2002); 0 in the first frame.
   */
  readonly flux: Float32Array;
  /** Mean over the log-mel bands of how much each has risen since the frame before, `[T]`, dB; 0 in the first frame. */
  readonly onsetStrength: Float32Array;
  /** DCT-II (orthonormal) of the log-mel bands, `[T × 20]`, row-major. */
  readonly mfcc: Float32Array;
  /** Power by pitch class from C on, for A4 = 440 Hz, the strongest of each frame being 1, `[T × 12]`, row-major. */
  readonly chroma: Float32Array;
  /** Beats per minute, followed as the sound comes, `[T]`; 0 where no beat is found. */
  readonly tempo: Float32Array;
  /** Beats in these frames, followed as the sound comes, seconds on the frames' clock. */
  readonly beats: readonly number[];
}

/** The descriptors of a whole recording. */
export interface RecordingDescriptors extends Descriptors {
  /** Tempo and beats as the whole recording gives them. */
  readonly rhythm: Rhythm;
}

/** Tempo and beats of a stretch of sound. */
export interface Rhythm {
  /** Beats per minute; 0 where no beat is found. It may be half or twice what a listener would tap. */
  readonly tempo: number;
  /** How alike onsets one beat apart are: their autocorrelation, at most 1. */
  readonly strength: number;
  /** Seconds, rising. */
  readonly beats: readonly number[];
}

const WIDTH = SCALAR_DESCRIPTORS.length + MFCC_COUNT + CHROMA_COUNT + 1;

/** Arrays for so many frames, one after another in one buffer. */
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

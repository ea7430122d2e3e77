/** Parameters of log-mel frames in dB (`models/FORMAT.md`). */
export interface LogMelGeometry {
  /** Kind of the features. */
  readonly type: 'log-mel';
  /** Number of mel bands. */
  readonly bands: number;
  /** Lower edge of the lowest band, Hz. */
  readonly fMin: number;
  /** Upper edge of the highest band, Hz. */
  readonly fMax: number;
  /** Length of a frame, seconds. */
  readonly windowSeconds: number;
  /** Hop between frames, seconds. */
  readonly hopSeconds: number;
  /** Power added to every band before the logarithm. The value of silence is the value of this power. */
  readonly floorPower: number;
}

/** Parameters of pre-emphasised log-mel frames, which the pretrained trunk reads (`models/FORMAT.md`). */
export interface EmphasisedLogMelGeometry extends Omit<LogMelGeometry, 'type'> {
  /** Kind of the features. */
  readonly type: 'emphasised-log-mel';
  /** Bands that reach above this frequency have the value of silence, Hz. */
  readonly fLimit: number;
}

/** Parameters of a network's frames, as in `features` of `model.json`. */
export type FeatureGeometry = LogMelGeometry | EmphasisedLogMelGeometry;

/** A {@link FeatureGeometry} at one sample rate. */
export interface FrameGeometry {
  /** The geometry in seconds and Hz. */
  readonly features: FeatureGeometry;
  /** Sample rate, Hz. */
  readonly sampleRate: number;
  /** Hop, samples. It is fractional if `hopSeconds` is not a whole number of samples at this rate. */
  readonly hop: number;
  /** Length of a frame, samples. */
  readonly window: number;
  /** Length of the FFT, points, a power of two. */
  readonly fftSize: number;
}

/** Geometry of descriptors, structure, the spectrogram and the networks of format version 1. Silence is −100 dB. */
export const LOG_MEL_64: LogMelGeometry = {
  type: 'log-mel',
  bands: 64,
  fMin: 60,
  fMax: 7800,
  windowSeconds: 0.032,
  hopSeconds: 0.02,
  floorPower: 1e-10,
};

/** Geometry of networks on the pretrained trunk. Silence is −1.40; 0.23 is 1 dB. */
export const LOG_MEL_128: EmphasisedLogMelGeometry = {
  type: 'emphasised-log-mel',
  bands: 128,
  fMin: 0,
  fMax: 15_000,
  fLimit: 7800,
  windowSeconds: 0.025,
  hopSeconds: 0.01,
  floorPower: 1e-5,
};

/** Hop between frames of {@link LOG_MEL_64}, seconds. */
export const HOP_SECONDS = LOG_MEL_64.hopSeconds;
/** Length of a frame of {@link LOG_MEL_64}, seconds. */
export const WINDOW_SECONDS = LOG_MEL_64.windowSeconds;
/** Number of mel bands of {@link LOG_MEL_64}. */
export const BANDS = LOG_MEL_64.bands;
/** Lower edge of the lowest band of {@link LOG_MEL_64}, Hz. */
export const F_MIN = LOG_MEL_64.fMin;
/** Upper edge of the highest band of {@link LOG_MEL_64}, Hz. */
export const F_MAX = LOG_MEL_64.fMax;
/** Widest allowed FFT bin, Hz. */
export const MAX_BIN_WIDTH = 24;

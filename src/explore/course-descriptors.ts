import { MFCC_COUNT, type Descriptors } from '../descriptors/descriptors.js';
import { RunningMoments } from '../descriptors/mean-variance.js';

/** Descriptors with a mean and a variance over a recording, and their names in tables. */
const SUMMARISED = [
  ['rms', 'rms'],
  ['centroid', 'centroid'],
  ['bandwidth', 'bandwidth'],
  ['rolloff', 'rolloff'],
  ['zeroCrossingRate', 'zero_crossing_rate'],
  ['flatness', 'flatness'],
  ['onsetStrength', 'onset_strength'],
] as const;

const meanAndVariance = (name: string): string[] => [`${name}_mean`, `${name}_var`];

/**
 * Names of the 57 values that stand for a recording, in their order. They follow the table of features that courses use for
 * the GTZAN recordings (`features_30_sec.csv`, computed with librosa): mean and variance of chroma, level, spectral centroid, bandwidth,
 * roll-off, zero crossings and 20 MFCCs, and the tempo. That table has four more values: mean and variance of the samples of the harmonic
 * and of the percussive part. Here, flatness stands for the one and onset strength for the other: both are known without separating the
 * parts, and the mean of a part's samples is 0 for any sound. Variances are those of all frames (divided by their number).
 */
export const COURSE_DESCRIPTORS: readonly string[] = [
  ...meanAndVariance('chroma'),
  ...SUMMARISED.flatMap(([, name]) => meanAndVariance(name)),
  'tempo',
  ...Array.from({ length: MFCC_COUNT }, (_, i) => meanAndVariance(`mfcc${String(i + 1)}`)).flat(),
];

/** Collects the 57 values of one recording from its frames. Pure. */
export class CourseDescriptors {
  readonly #chroma = new RunningMoments(1);
  readonly #scalars = new RunningMoments(SUMMARISED.length);
  readonly #mfcc = new RunningMoments(MFCC_COUNT);

  /** Adds the descriptors of the next frames. */
  add(frames: Descriptors): void {
    // All pitch classes count as one column, as in the course's table.
    this.#chroma.add(frames.chroma);
    const rows = new Float32Array(frames.frames * SUMMARISED.length);
    SUMMARISED.forEach(([name], at) => {
      for (let i = 0; i < frames.frames; i++) rows[i * SUMMARISED.length + at] = frames[name][i]!;
    });
    this.#scalars.add(rows);
    this.#mfcc.add(frames.mfcc);
  }

  /**
   * Returns the values, `[57]`, named by {@link COURSE_DESCRIPTORS}.
   *
   * @param tempo of the recording, beats per minute; 0 if no beat is found
   */
  values(tempo: number): Float32Array {
    const pairs = (moments: RunningMoments) => moments.moments.flatMap(({ mean, variance }) => [mean, variance]);
    return Float32Array.from([...pairs(this.#chroma), ...pairs(this.#scalars), tempo, ...pairs(this.#mfcc)]);
  }
}

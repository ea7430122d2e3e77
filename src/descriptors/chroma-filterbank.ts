import type { FrameGeometry } from '../features/log-mel-parameters.js';
import { CHROMA_COUNT } from './descriptors.js';

/** Centre of the Gaussian weighting over octaves, octaves above 27.5 Hz. */
const CENTRE_OCTAVE = 5;
/** Standard deviation of that weighting, octaves. */
const OCTAVES_WIDE = 2;
/** Smallest weight that is kept. Together, the omitted weights change no value by more than 1e-4. */
const NEGLIGIBLE = 1e-5;

/** The FFT bins of a pitch class and their weights. */
export interface PitchClass {
  readonly bins: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * Computes the weights of `librosa.filters.chroma` (Ellis 2007, "Chroma feature analysis and synthesis") for A4 = 440
 * Hz. Each bin has Gaussian bumps in pitch, normalised to unit length, under a Gaussian over octaves. Negligible
 * weights are left out.
 *
 * @returns 12 pitch classes, starting at C
 */
export function chromaFilterbank({ sampleRate, fftSize }: FrameGeometry): PitchClass[] {
  const pitchOf = (k: number) => CHROMA_COUNT * Math.log2((k * sampleRate) / fftSize / 27.5);
  // Bin 0 has no pitch: it is placed an octave and a half below bin 1.
  const pitch = (k: number) => (k === 0 ? pitchOf(1) - 1.5 * CHROMA_COUNT : pitchOf(k));
  const classes = Array.from({ length: CHROMA_COUNT }, () => ({ bins: [] as number[], weights: [] as number[] }));
  for (let k = 0; k <= fftSize / 2; k++) {
    const width = Math.max(pitch(k + 1) - pitch(k), 1);
    const bumps = classes.map((_, c) => {
      const half = CHROMA_COUNT / 2;
      const raised = (pitch(k) - c + half + 10 * CHROMA_COUNT) % CHROMA_COUNT;
      const distance = raised + (raised < 0 ? CHROMA_COUNT : 0) - half;
      return Math.exp(-0.5 * ((2 * distance) / width) ** 2);
    });
    const length = Math.hypot(...bumps);
    const octave = Math.exp(-0.5 * ((pitch(k) / CHROMA_COUNT - CENTRE_OCTAVE) / OCTAVES_WIDE) ** 2);
    bumps.forEach((bump, fromA) => {
      const weight = (bump / length) * octave;
      if (weight < NEGLIGIBLE) return;
      const { bins, weights } = classes[(fromA + CHROMA_COUNT - 3) % CHROMA_COUNT]!;
      bins.push(k);
      weights.push(weight);
    });
  }
  return classes.map(({ bins, weights }) => ({ bins: Uint32Array.from(bins), weights: Float64Array.from(weights) }));
}

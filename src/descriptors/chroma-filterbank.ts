import type { FrameGeometry } from '../features/log-mel-parameters.js';
import { CHROMA_COUNT } from './descriptors.js';

/** Of the octaves, counted from 27.5 Hz, the one with the most weight, and how fast weight falls from there. */
const CENTRE_OCTAVE = 5;
const OCTAVES_WIDE = 2;
/** Weights below it together change no value by a ten-thousandth. */
const NEGLIGIBLE = 1e-5;

/** Which bins make up a pitch class, and how much each counts. */
export interface PitchClass {
  readonly bins: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * The weights of `librosa.filters.chroma` (Ellis 2007, "Chroma feature analysis and synthesis") for A4 = 440 Hz: Gaussian
 * bumps in pitch, each bin's of unit length, under a Gaussian over octaves. Those that are next to nothing are left out.
 *
 * @returns 12 pitch classes, from C on
 */
export function chromaFilterbank({ sampleRate, fftSize }: FrameGeometry): PitchClass[] {
  const pitchOf = (k: number) => CHROMA_COUNT * Math.log2((k * sampleRate) / fftSize / 27.5);
  // Bin 0 has no pitch: it is put an octave and a half below the first.
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

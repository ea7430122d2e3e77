/** Ratings of how well each semitone above the tonic fits a key (Krumhansl and Kessler 1982; Krumhansl 1990). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

/** A key and how well it fits. */
export interface FittedKey {
  /** Index as of a chord: 0 to 11 major, 12 to 23 minor, from C on. */
  readonly key: number;
  /** Correlation with the profile, −1 to 1. */
  readonly fit: number;
}

/**
 * Finds the key whose profile correlates best with the sum of the chroma (Krumhansl and Schmuckler, in Krumhansl 1990, "Cognitive
 * foundations of musical pitch"). Pure.
 *
 * @param chroma `[12]`, from C on
 * @returns undefined for silence or a flat chroma
 */
export function fittedKey(chroma: ArrayLike<number>): FittedKey | undefined {
  let best: FittedKey | undefined;
  for (const [first, profile] of [
    [0, MAJOR],
    [12, MINOR],
  ] as const) {
    for (let tonic = 0; tonic < 12; tonic++) {
      const fit = correlation(chroma, profile, tonic);
      if (fit > (best?.fit ?? 0)) best = { key: first + tonic, fit };
    }
  }
  return best;
}

function correlation(chroma: ArrayLike<number>, profile: readonly number[], tonic: number): number {
  let [sumA, sumB, ab, aa, bb] = [0, 0, 0, 0, 0];
  for (let c = 0; c < 12; c++) {
    const [a, b] = [chroma[(c + tonic) % 12]!, profile[c]!];
    sumA += a;
    sumB += b;
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  const variance = (12 * aa - sumA ** 2) * (12 * bb - sumB ** 2);
  return variance > 1e-12 ? (12 * ab - sumA * sumB) / Math.sqrt(variance) : 0;
}

/** Number of chords that are distinguished: 12 major and 12 minor triads, and none. */
export const CHORD_COUNT = 25;
/** Index of "no chord". Index `root` is a major triad, `12 + root` a minor one; root 0 is C. */
export const NO_CHORD = 24;

/** Semitones of each triad above its root. */
const MAJOR = [0, 4, 7];
const MINOR = [0, 3, 7];
/** Strength of a tone's third and fifth partial in a template, relative to the tone. They sound as a fifth and a major third. */
const THIRD_PARTIAL = 0.2;
const FIFTH_PARTIAL = 0.3;
/** Weight of the likeness to a flat chroma that makes "none". */
const NONE_WEIGHT = 0.95;
/** Strength of the strongest pitch class below which there is no chord. */
const SILENCE = 0.03;

const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

/** Template of each chord, of unit length, `[25 × 12]`. */
const TEMPLATES: readonly Float64Array[] = [
  ...[MAJOR, MINOR].flatMap((tones) => Array.from({ length: 12 }, (_, root) => triad(root, tones))),
  new Float64Array(12).fill(NONE_WEIGHT / Math.sqrt(12)),
];

function triad(root: number, tones: readonly number[]): Float64Array {
  const template = new Float64Array(12);
  for (const tone of tones) {
    template[(root + tone) % 12]! += 1;
    template[(root + tone + 7) % 12]! += THIRD_PARTIAL;
    template[(root + tone + 4) % 12]! += FIFTH_PARTIAL;
  }
  const length = Math.hypot(...template);
  return template.map((value) => value / length);
}

/** Returns the label of a chord or key: "C:maj", "A:min" or "N" (Harte et al. 2005, "Symbolic representation of musical chords"). */
export function chordLabel(chord: number): string {
  return chord === NO_CHORD ? 'N' : `${NAMES[chord % 12]!}:${chord < 12 ? 'maj' : 'min'}`;
}

/**
 * Compares a chroma with the template of each chord by the cosine of the angle (Fujishima 1999, "Realtime chord recognition of musical
 * sound"). A template has the three tones of the chord and a little of their partials (Papadopoulos and Peeters 2007, "Large-scale
 * study of chord estimation algorithms based on chroma representation and HMM"). "None" has a flat template. Pure.
 *
 * @param chroma `[12]`, from C on
 * @param out receives the likeness to each chord, `[25]`, 0 to 1
 */
export function chordLikeness(chroma: ArrayLike<number>, out: Float64Array): void {
  let [squares, strongest] = [0, 0];
  for (let c = 0; c < 12; c++) {
    squares += chroma[c]! ** 2;
    strongest = Math.max(strongest, chroma[c]!);
  }
  if (strongest < SILENCE) {
    out.fill(0);
    out[NO_CHORD] = 1;
    return;
  }
  const length = Math.sqrt(squares);
  for (const [chord, template] of TEMPLATES.entries()) {
    let dot = 0;
    for (let c = 0; c < 12; c++) dot += template[c]! * chroma[c]!;
    out[chord] = dot / length;
  }
}

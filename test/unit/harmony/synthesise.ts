import { seededRandom } from '../../harness/random.js';

/** Semitones above C of the triads by label. */
const TONES: Readonly<Record<string, readonly number[]>> = {
  'C:maj': [0, 4, 7],
  'F:maj': [5, 9, 12],
  'G:maj': [7, 11, 14],
  'A:min': [9, 12, 16],
  'D:min': [2, 5, 9],
  'E:min': [4, 7, 11],
  'C:min': [0, 3, 7],
  'F#:maj': [6, 10, 13],
  N: [],
};

/**
 * Plays chords one after another: tones with six partials that decay, a bass, and a click on each beat. Between two labels there is no
 * pause. "N" has clicks alone.
 *
 * @param seconds duration of each chord
 * @param cents distance from A4 = 440 Hz
 */
export function playChords(labels: readonly string[], rate: number, seconds: number, cents = 0): Float32Array {
  const out = new Float32Array(Math.round(labels.length * seconds * rate));
  const random = seededRandom(5);
  for (const [i, label] of labels.entries()) {
    const start = Math.round(i * seconds * rate);
    const tones = TONES[label]!;
    const bass = tones.length > 0 ? [tones[0]! - 12] : [];
    for (const tone of [...tones, ...bass]) {
      const amplitude = bass.includes(tone) ? 0.03 : 0.08;
      const frequency = 261.6256 * 2 ** ((tone + cents / 100) / 12);
      for (let partial = 1; partial <= 6 && partial * frequency < rate / 2; partial++) {
        const phase = random() * 2 * Math.PI;
        for (let n = 0; n < seconds * rate && start + n < out.length; n++) {
          const t = n / rate;
          const shape = Math.min(1, t / 0.01) * Math.exp(-t / 1.5);
          out[start + n]! += (amplitude / partial) * shape * Math.sin(2 * Math.PI * partial * frequency * t + phase);
        }
      }
    }
  }
  for (let at = 0; at < out.length; at += Math.round(0.5 * rate))
    for (let n = 0; n < 0.02 * rate && at + n < out.length; n++)
      out[at + n]! += 0.2 * (1 - n / (0.02 * rate)) * (2 * random() - 1);
  return out;
}

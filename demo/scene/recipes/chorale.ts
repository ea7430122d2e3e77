import { filter } from '../filter.js';
import { harmonics, mix, phase, render } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Duration of a chord, seconds. */
const CHORD = 1.15;
/** Chords of a cadence in G: MIDI notes of four voices, soprano to bass. */
const CHORDS = [
  [71, 67, 62, 55],
  [72, 67, 64, 52],
  [74, 69, 66, 50],
  [72, 69, 64, 57],
  [71, 67, 62, 59],
  [69, 66, 62, 62],
  [67, 62, 59, 55],
] as const;

/** Renders a bowed note with a soft attack, a delayed vibrato and a slight detuning. */
function bowed(sampleRate: number, note: number, seconds: number, random: Random): Float32Array {
  const turn = phase(sampleRate);
  const tuning = 440 * 2 ** ((note - 69 + 0.1 * (random() - 0.5)) / 12);
  const rate = 5 + random();
  return render(sampleRate, seconds, (t) => {
    const vibrato = 1 + 0.005 * Math.min(1, t / 0.5) * Math.sin(2 * Math.PI * rate * t);
    const bow = Math.min(1, t / 0.12, (seconds - t) / 0.2);
    return bow * harmonics(turn(tuning * vibrato), 14);
  });
}

/** Renders a string quartet that plays a slow cadence. */
export function chorale(sampleRate: number, random: Random): Float32Array {
  const piece = new Float32Array(Math.round((CHORDS.length * CHORD + 1.2) * sampleRate));
  CHORDS.forEach((chord, i) => {
    const seconds = i === CHORDS.length - 1 ? CHORD + 1 : CHORD + 0.1;
    for (const note of chord) mix(piece, sampleRate, bowed(sampleRate, note, seconds, random), i * CHORD);
  });
  return filter(piece, sampleRate, 'lowpass', 2600, 0.6);
}

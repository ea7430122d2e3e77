import { filter } from '../filter';
import { harmonics, mix, phase, render, strike, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

const BEAT = 60 / 118;
const BARS = 6;
/** MIDI notes: a minor, F, C, G, the bass an octave or two below. */
const CHORDS = [
  [57, 60, 64],
  [53, 57, 60],
  [55, 60, 64],
  [55, 59, 62],
] as const;
const hertz = (note: number) => 440 * 2 ** ((note - 69) / 12);

const kick = (sampleRate: number) => {
  const turn = phase(sampleRate);
  return render(sampleRate, 0.25, (t) => strike(t, 0.001, 0.09) * Math.sin(turn(48 + 130 * Math.exp(-t / 0.025))));
};

const noiseHit = (sampleRate: number, random: Random, highpass: number, decay: number) => {
  const noise = filter(whiteNoise(sampleRate, 0.25, random), sampleRate, 'highpass', highpass);
  return noise.map((sample, n) => sample * strike(n / sampleRate, 0.001, decay));
};

const note = (sampleRate: number, frequency: number, seconds: number, bright: number, decay: number) => {
  const turn = phase(sampleRate);
  return render(sampleRate, seconds, (t) => {
    const end = Math.min(1, (seconds - t) / 0.02);
    return end * strike(t, 0.006, decay) * harmonics(turn(frequency), bright);
  });
};

/** A little dance tune: drums, bass in eighths, chords off the beat, and a melody. */
export function danceTune(sampleRate: number, random: Random): Float32Array {
  const tune = new Float32Array(Math.round((BARS * 4 * BEAT + 0.5) * sampleRate));
  const drum = kick(sampleRate);
  const snare = noiseHit(sampleRate, random, 900, 0.06);
  const hat = noiseHit(sampleRate, random, 6000, 0.025);
  const melody = [76, 0, 74, 72, 0, 74, 76, 79, 76, 0, 72, 69, 0, 72, 74, 71];
  for (let eighth = 0; eighth < BARS * 8; eighth++) {
    const at = (eighth * BEAT) / 2;
    const chord = CHORDS[Math.floor(eighth / 8) % CHORDS.length]!;
    const onBeat = eighth % 2 === 0;
    if (onBeat) mix(tune, sampleRate, drum, at, 1);
    if (eighth % 4 === 2) mix(tune, sampleRate, snare, at, 0.5);
    mix(tune, sampleRate, hat, at, onBeat ? 0.18 : 0.32);
    mix(tune, sampleRate, note(sampleRate, hertz(chord[0] - 12), BEAT / 2, 6, 0.3), at, 0.32);
    if (!onBeat) {
      for (const key of chord) mix(tune, sampleRate, note(sampleRate, hertz(key), BEAT / 2, 8, 0.25), at, 0.13);
    }
    const key = melody[eighth % melody.length]!;
    if (key > 0 && eighth >= 16) mix(tune, sampleRate, note(sampleRate, hertz(key), BEAT * 0.45, 7, 0.4), at, 0.18);
  }
  return tune;
}

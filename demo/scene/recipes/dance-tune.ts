import { filter } from '../filter.js';
import { harmonics, mix, phase, render, strike, whiteNoise } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Duration of a beat, seconds (122 beats per minute). */
const BEAT = 60 / 122;
const BARS = 5;
/** MIDI notes of the chords: A minor, F, C, G. */
const CHORDS = [
  [57, 60, 64, 67],
  [53, 57, 60, 64],
  [55, 60, 64, 67],
  [55, 59, 62, 65],
] as const;
const hertz = (note: number) => 440 * 2 ** ((note - 69) / 12);

function kick(sampleRate: number): Float32Array {
  const turn = phase(sampleRate);
  return render(sampleRate, 0.25, (t) => strike(t, 0.001, 0.08) * Math.sin(turn(50 + 140 * Math.exp(-t / 0.02))));
}

function noiseHit(sampleRate: number, random: Random, highpass: number, decay: number): Float32Array {
  const noise = filter(whiteNoise(sampleRate, 0.3, random), sampleRate, 'highpass', highpass);
  return noise.map((sample, n) => sample * strike(n / sampleRate, 0.001, decay));
}

function note(sampleRate: number, midi: number, seconds: number, bright: number, decay: number): Float32Array {
  const turn = phase(sampleRate);
  return render(sampleRate, seconds, (t) => {
    const end = Math.min(1, (seconds - t) / 0.02);
    return end * strike(t, 0.006, decay) * harmonics(turn(hertz(midi)), bright);
  });
}

/** Renders a disco tune: four-to-the-floor kick, open hi-hats off the beat, a bass in octaves, string stabs above. */
export function danceTune(sampleRate: number, random: Random): Float32Array {
  const tune = new Float32Array(Math.round((BARS * 4 * BEAT + 0.5) * sampleRate));
  const drum = kick(sampleRate);
  const snare = noiseHit(sampleRate, random, 900, 0.07);
  const closed = noiseHit(sampleRate, random, 6000, 0.02);
  const open = noiseHit(sampleRate, random, 5000, 0.1);
  for (let eighth = 0; eighth < BARS * 8; eighth++) {
    const at = (eighth * BEAT) / 2;
    const chord = CHORDS[Math.floor(eighth / 8) % CHORDS.length]!;
    const onBeat = eighth % 2 === 0;
    if (onBeat) mix(tune, sampleRate, drum, at, 1);
    if (eighth % 4 === 2) mix(tune, sampleRate, snare, at, 0.5);
    mix(tune, sampleRate, onBeat ? closed : open, at, 0.25);
    mix(tune, sampleRate, closed, at + BEAT / 4, 0.12);
    mix(tune, sampleRate, note(sampleRate, chord[0] - (onBeat ? 24 : 12), BEAT / 2, 8, 0.3), at, 0.35);
    if (!onBeat) for (const key of chord) mix(tune, sampleRate, note(sampleRate, key, BEAT / 2, 8, 0.2), at, 0.12);
    // Strings hold the chord one octave up, from bar to bar.
    if (eighth % 8 === 0) {
      for (const key of chord) mix(tune, sampleRate, note(sampleRate, key + 12, BEAT * 3.9, 10, 4), at, 0.07);
    }
  }
  return tune;
}

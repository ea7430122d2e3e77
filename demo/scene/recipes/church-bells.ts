import { filter } from '../filter.js';
import { mix, render, strike, whiteNoise } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/**
 * Partials of a bell relative to its prime: frequency ratio, strength, decay in seconds (Rossing, The Science of Sound). The
 * high ones form its clang.
 */
const PARTIALS = [
  [0.5, 0.4, 3],
  [1, 0.6, 2.2],
  [1.183, 0.8, 1.8],
  [1.506, 0.4, 1.4],
  [2, 1, 1.5],
  [2.514, 0.5, 1],
  [2.662, 0.45, 0.9],
  [3.011, 0.6, 0.9],
  [3.83, 0.35, 0.6],
  [4.166, 0.5, 0.6],
  [4.93, 0.3, 0.4],
  [5.433, 0.35, 0.35],
  [6.796, 0.25, 0.25],
  [8.215, 0.2, 0.2],
] as const;

function stroke(sampleRate: number, prime: number, random: Random): Float32Array {
  const clapper = filter(whiteNoise(sampleRate, 4, random), sampleRate, 'bandpass', 2500, 0.6);
  return render(sampleRate, 4, (t, n) => {
    let sum = 0.8 * strike(t, 0.001, 0.012) * clapper[n]!;
    for (const [ratio, strength, decay] of PARTIALS) {
      // Each partial has two nearly equal modes that beat, because no cast bell is perfectly round.
      const beat = 0.7 + 0.3 * Math.cos(2 * Math.PI * 1.3 * ratio * t);
      sum += strength * beat * strike(t, 0.002, decay) * Math.sin(2 * Math.PI * prime * ratio * t);
    }
    return sum;
  });
}

/** Renders three church bells with different periods. */
export function churchBells(sampleRate: number, random: Random): Float32Array {
  const seconds = 7;
  const sound = new Float32Array(seconds * sampleRate);
  for (const [prime, first, every, gain] of [
    [392, 0.05, 1.19, 1],
    [494, 0.45, 1.02, 0.8],
    [587, 0.85, 0.93, 0.6],
  ] as const) {
    const bell = stroke(sampleRate, prime, random);
    for (let at = first; at < seconds - 1.5; at += every) mix(sound, sampleRate, bell, at, gain);
  }
  return sound.map((sample, n) => sample * Math.min(1, (seconds - n / sampleRate) / 1.5));
}

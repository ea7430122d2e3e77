import { filter } from '../filter';
import { fade, mix, render, strike, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** Steady rain: the hiss of very many drops, and single near ones. */
export function rain(sampleRate: number, random: Random): Float32Array {
  const seconds = 5.5;
  const hiss = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'highpass', 500);
  filter(hiss, sampleRate, 'lowpass', 6500, 0.5);
  const drops = new Float32Array(hiss.length);
  for (let at = 0; at < seconds; at += 0.012 * -Math.log(1 - random())) {
    const frequency = 1500 + 4500 * random();
    const drop = render(sampleRate, 0.012, (t) => strike(t, 0.0005, 0.0025) * Math.sin(2 * Math.PI * frequency * t));
    mix(drops, sampleRate, drop, at, 1.2 * random() ** 3);
  }
  return hiss.map((sample, n) => fade(n / sampleRate, seconds, 0.8) * (0.35 * sample + drops[n]!));
}

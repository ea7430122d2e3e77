import { filter } from '../filter.js';
import { fade, mix, pinkNoise, render, strike } from '../synthesis.js';
import type { Random } from '../seeded-random.js';

/** Renders steady rain: the noise of many drops, and single near ones. */
export function rain(sampleRate: number, random: Random): Float32Array {
  const seconds = 6;
  const roar = pinkNoise(sampleRate, seconds, random);
  const hiss = filter(pinkNoise(sampleRate, seconds, random), sampleRate, 'highpass', 1500);
  const drops = new Float32Array(roar.length);
  for (let at = 0; at < seconds; at += 0.01 * -Math.log(1 - random())) {
    const frequency = 900 + 5000 * random() ** 2;
    const drop = render(sampleRate, 0.015, (t) => strike(t, 0.0005, 0.003) * Math.sin(2 * Math.PI * frequency * t));
    mix(drops, sampleRate, drop, at, 0.7 * random() ** 3);
  }
  return roar.map((low, n) => fade(n / sampleRate, seconds, 0.5) * (0.6 * low + 1.1 * hiss[n]! + drops[n]!));
}

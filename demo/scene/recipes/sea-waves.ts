import { filter } from '../filter';
import { fade, pinkNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** Surf: a steady roar, and waves that rise, break and hiss away over it. */
export function seaWaves(sampleRate: number, random: Random): Float32Array {
  const seconds = 8;
  const roar = filter(pinkNoise(sampleRate, seconds, random), sampleRate, 'lowpass', 1200, 0.4);
  const spray = filter(pinkNoise(sampleRate, seconds, random), sampleRate, 'bandpass', 1200, 0.25);
  return roar.map((low, n) => {
    const t = n / sampleRate;
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 4);
    return fade(t, seconds, 0.8) * (low * (0.3 + 0.4 * swell) + spray[n]! * (0.2 + 1.6 * swell ** 2));
  });
}

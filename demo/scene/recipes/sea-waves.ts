import { filter } from '../filter';
import { fade, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** Surf: a steady roar, and waves that rise, break and hiss away over it. */
export function seaWaves(sampleRate: number, random: Random): Float32Array {
  const seconds = 9;
  const roar = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'bandpass', 350, 0.3);
  const spray = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'bandpass', 1100, 0.3);
  return roar.map((low, n) => {
    const t = n / sampleRate;
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 3.6);
    return fade(t, seconds, 1) * (low * (0.35 + 1.1 * swell) + spray[n]! * (0.06 + 0.9 * swell ** 3));
  });
}

import { filter } from '../filter';
import { fade, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** Surf: a low rumble, and waves that rise, break and hiss away. */
export function seaWaves(sampleRate: number, random: Random): Float32Array {
  const seconds = 9;
  const rumble = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'lowpass', 300);
  const spray = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'bandpass', 1400, 0.4);
  return rumble.map((low, n) => {
    const t = n / sampleRate;
    const share = (t % 4.2) / 4.2;
    const swell = share < 0.35 ? (share / 0.35) ** 2 : Math.exp(-(share - 0.35) * 4.5);
    return fade(t, seconds, 1) * (low * (0.4 + swell) + spray[n]! * (0.12 + 1.1 * swell));
  });
}

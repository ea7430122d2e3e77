import { filter } from '../filter';
import { fade, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** A helicopter overhead: blades that chop engine noise eleven times a second. */
export function helicopter(sampleRate: number, random: Random): Float32Array {
  const seconds = 7;
  const thump = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'lowpass', 220);
  const engine = filter(whiteNoise(sampleRate, seconds, random), sampleRate, 'bandpass', 900, 0.5);
  return thump.map((low, n) => {
    const t = n / sampleRate;
    const chop = Math.max(0, Math.cos(2 * Math.PI * 11 * t)) ** 3;
    return fade(t, seconds, 1.2) * (low * (0.15 + 3 * chop) + engine[n]! * (0.1 + 0.6 * chop));
  });
}

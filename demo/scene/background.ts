import { filter } from './filter';
import type { Random } from './seeded-random';
import { whiteNoise } from './synthesis';

/** What a microphone hears of a quiet place: distant traffic and air, falling towards high frequencies. */
export function background(sampleRate: number, seconds: number, random: Random): Float32Array {
  const air = whiteNoise(sampleRate, seconds, random);
  const low = filter(Float32Array.from(air), sampleRate, 'lowpass', 400, 0.5);
  return air.map((sample, n) => 0.12 * sample + low[n]!);
}

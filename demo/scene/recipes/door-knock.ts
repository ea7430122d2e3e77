import { filter } from '../filter';
import { mix, render, strike, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** Knuckles on a wooden door, three and three. */
export function doorKnock(sampleRate: number, random: Random): Float32Array {
  const sound = new Float32Array(Math.round(3.5 * sampleRate));
  for (const at of [0.1, 0.32, 0.54, 1.7, 1.92, 2.14]) {
    const knuckle = filter(whiteNoise(sampleRate, 0.2, random), sampleRate, 'lowpass', 1500);
    const pitch = 1 + 0.06 * random();
    const knock = render(sampleRate, 0.2, (t, n) => {
      const panel = Math.sin(2 * Math.PI * 160 * pitch * t) + 0.6 * Math.sin(2 * Math.PI * 390 * pitch * t);
      return strike(t, 0.001, 0.035) * 0.7 * panel + strike(t, 0.0005, 0.008) * 2 * knuckle[n]!;
    });
    mix(sound, sampleRate, knock, at, 0.8 + 0.2 * random());
  }
  return sound;
}

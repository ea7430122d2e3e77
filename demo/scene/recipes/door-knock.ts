import { filter } from '../filter.js';
import { mix, render, strike, whiteNoise } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Renders knuckles on a wooden door: four knocks, then three. */
export function doorKnock(sampleRate: number, random: Random): Float32Array {
  const sound = new Float32Array(Math.round(3.5 * sampleRate));
  for (const at of [0.1, 0.29, 0.48, 0.67, 1.9, 2.09, 2.28]) {
    const knuckle = filter(whiteNoise(sampleRate, 0.15, random), sampleRate, 'lowpass', 900);
    const pitch = 1 + 0.08 * random();
    const knock = render(sampleRate, 0.15, (t, n) => {
      const panel = Math.sin(2 * Math.PI * 110 * pitch * t) + 0.35 * Math.sin(2 * Math.PI * 265 * pitch * t);
      return strike(t, 0.0008, 0.022) * panel + strike(t, 0.0004, 0.009) * 1.6 * knuckle[n]!;
    });
    mix(sound, sampleRate, knock, at, 0.75 + 0.25 * random());
  }
  return sound;
}

import { filter } from '../filter.js';
import { mix, render, strike, whiteNoise } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Renders a wall clock's tick and tock: the click of a gear wheel and the ring of a thin case. */
export function clockTick(sampleRate: number, random: Random): Float32Array {
  const sound = new Float32Array(5 * sampleRate);
  for (let beat = 0; beat < 11; beat++) {
    const pitch = beat % 2 === 0 ? 1900 : 1600;
    const click = filter(whiteNoise(sampleRate, 0.05, random), sampleRate, 'bandpass', pitch, 0.7);
    const tick = render(sampleRate, 0.05, (t, n) => {
      const ring = Math.sin(2 * Math.PI * pitch * t) + 0.6 * Math.sin(2 * Math.PI * 2.3 * pitch * t);
      return strike(t, 0.0003, 0.004) * click[n]! + 0.25 * strike(t, 0.0003, 0.009) * ring;
    });
    mix(sound, sampleRate, tick, 0.1 + beat * 0.42);
    mix(sound, sampleRate, tick, 0.1 + beat * 0.42 + 0.014, 0.4);
  }
  return sound;
}

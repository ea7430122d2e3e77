import { filter } from '../filter';
import { mix, render, strike, whiteNoise } from '../synthesis';
import type { Random } from '../seeded-random';

/** A mantel clock: tick and tock, a small click in a wooden case. */
export function clockTick(sampleRate: number, random: Random): Float32Array {
  const sound = new Float32Array(Math.round(6 * sampleRate));
  for (let beat = 0; beat < 12; beat++) {
    const pitch = beat % 2 === 0 ? 2700 : 2200;
    const click = filter(whiteNoise(sampleRate, 0.06, random), sampleRate, 'bandpass', pitch, 3);
    const body = render(sampleRate, 0.06, (t, n) => {
      const wood = 0.25 * Math.sin(2 * Math.PI * 0.22 * pitch * t);
      return strike(t, 0.0005, 0.006) * click[n]! * 3 + strike(t, 0.001, 0.012) * wood;
    });
    mix(sound, sampleRate, body, 0.1 + beat * 0.5);
    mix(sound, sampleRate, body, 0.1 + beat * 0.5 + 0.018, 0.35);
  }
  return sound;
}

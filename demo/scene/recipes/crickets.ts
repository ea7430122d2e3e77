import { fade, mix, render } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Renders field crickets: chirps of a few pulses near 4.5 kHz, three animals at once. */
export function crickets(sampleRate: number, random: Random): Float32Array {
  const seconds = 5;
  const sound = new Float32Array(seconds * sampleRate);
  for (let animal = 0; animal < 3; animal++) {
    const pitch = 4200 + 700 * random();
    const [pulse, gap, rest] = [0.016, 0.012, 0.28 + 0.2 * random()];
    const tone = render(sampleRate, pulse, (t) => fade(t, pulse, 0.005) * Math.sin(2 * Math.PI * pitch * t));
    for (let at = 0.1 + 0.4 * random(); at < seconds - 0.3; at += rest) {
      for (let i = 0; i < 4; i++, at += pulse + gap) mix(sound, sampleRate, tone, at, [1, 0.5, 0.3][animal]);
    }
  }
  return sound;
}

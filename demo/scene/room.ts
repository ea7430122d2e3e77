import { mix } from './synthesis.js';
import type { Random } from '../../src/teach/data/seeded-random.js';

/** Adds early reflections and a short tail to a dry sound, because recordings are never completely dry. */
export function room(dry: Float32Array, sampleRate: number, random: Random, wetness = 0.3): Float32Array {
  const wet = Float32Array.from(dry);
  for (let echo = 0; echo < 24; echo++) {
    const delay = 0.008 + 0.25 * random() ** 1.5;
    const sign = random() < 0.5 ? -1 : 1;
    mix(wet, sampleRate, dry, delay, sign * wetness * Math.exp(-delay / 0.09));
  }
  return wet;
}

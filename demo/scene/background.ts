import type { Random } from '../../src/teach/data/seeded-random.js';
import { pinkNoise } from './synthesis.js';

/** Renders the background of a quiet place: air and distant traffic. Without it, the pauses would be digital silence. */
export function background(sampleRate: number, seconds: number, random: Random): Float32Array {
  return pinkNoise(sampleRate, seconds, random).map((sample) => 0.02 * sample);
}

import type { Random } from '../../../src/teach/data/seeded-random.js';
import { BACKGROUNDS } from './backgrounds.js';
import type { Recipe } from './development.js';
import { add, between, inRoom, RATE, toLevel } from './synth.js';

/**
 * Records a take: the sound somewhere in a clip, in a room, with a background.
 * @param background name in {@link BACKGROUNDS}
 */
export function recordTake(recipe: Recipe, background: string, random: Random): Float32Array {
  const sound = inRoom(recipe(random), between(random, 0.15, 0.5), between(random, 0.1, 0.6), random);
  const [before, after] = [between(random, 0.3, 1.2), between(random, 0.5, 1.2)];
  const seconds = before + sound.length / RATE + after;
  const clip = BACKGROUNDS[background]!(seconds, random).slice();
  add(clip, toLevel(sound, between(random, -32, -16)), before);
  return clip;
}

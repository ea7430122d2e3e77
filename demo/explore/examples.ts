import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { background } from '../scene/background.js';
import { SAMPLE_RATE, SOUNDS } from '../scene/scene.js';
import { mix, normalise } from '../scene/synthesis.js';

/** Takes of each sound. */
const TAKES = 4;
/** Longest take, seconds. */
const LONGEST = 3;
/** Farthest that a take is faster and higher, or slower and lower: a third of an octave. */
const DETUNING = 1 / 3;
/** Level of the background in a take, from a quiet room to a street, relative to that of the scene. */
const BACKGROUND = [0.3, 3] as const;

/** A synthesised take of a sound of the demo scene. */
export interface ExampleTake {
  /** The model's class of the sound. */
  readonly name: string;
  /** Number of the take, from 1. */
  readonly take: number;
  readonly samples: Float32Array<ArrayBuffer>;
}

/**
 * Renders takes of the scene's sounds that differ in pitch, pace, notes and background. The result is always the same. Sample rate:
 * {@link SAMPLE_RATE}.
 */
export function renderExamples(): ExampleTake[] {
  return SOUNDS.flatMap(({ name, recipe, peak }, s) =>
    Array.from({ length: TAKES }, (_, t) => {
      const random = seededRandom(1000 + 100 * s + t);
      const faster = 2 ** (DETUNING * (2 * random() - 1));
      // A sound that is rendered for a lower rate plays faster and higher.
      const sound = recipe(Math.round(SAMPLE_RATE / faster), random).subarray(0, LONGEST * SAMPLE_RATE);
      const seconds = sound.length / SAMPLE_RATE;
      const level = BACKGROUND[0] * (BACKGROUND[1] / BACKGROUND[0]) ** random();
      const samples = background(SAMPLE_RATE, seconds, random).map((sample) => level * sample);
      mix(samples, SAMPLE_RATE, normalise(sound.slice(), peak), 0);
      // Both recipes of music are takes of one class.
      const take = 1 + t + TAKES * SOUNDS.slice(0, s).filter((other) => other.name === name).length;
      return { name, take, samples: Float32Array.from(samples) };
    }),
  );
}

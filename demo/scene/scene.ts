import { background } from './background.js';
import { alarmClock } from './recipes/alarm-clock.js';
import { birdsong } from './recipes/birdsong.js';
import { carHorn } from './recipes/car-horn.js';
import { chorale } from './recipes/chorale.js';
import { churchBells } from './recipes/church-bells.js';
import { clockTick } from './recipes/clock-tick.js';
import { crickets } from './recipes/crickets.js';
import { danceTune } from './recipes/dance-tune.js';
import { dogBarks } from './recipes/dog-barks.js';
import { doorKnock } from './recipes/door-knock.js';
import { siren } from './recipes/siren.js';
import { room } from './room.js';
import { seededRandom, type Random } from '../../src/teach/data/seeded-random.js';
import { mix, normalise } from './synthesis.js';

/** Sample rate of the scene, Hz. It is a little over twice the highest frequency that the network analyses. */
export const SAMPLE_RATE = 24_000;

/** One sound of the scene. */
export interface SceneSound {
  /** The model's class of this sound. */
  readonly name: string;
  readonly recipe: (sampleRate: number, random: Random) => Float32Array;
  /** Peak of the rendered sound, linear. */
  readonly peak: number;
  /** Level of the room's reflections, 0 to 1. */
  readonly wetness: number;
}

/** Sounds in the order of the scene. Similar sounds are not adjacent. */
export const SOUNDS: readonly SceneSound[] = [
  { name: 'chirping_birds', recipe: birdsong, peak: 0.35, wetness: 0.15 },
  { name: 'door_wood_knock', recipe: doorKnock, peak: 0.7, wetness: 0.25 },
  { name: 'dog', recipe: dogBarks, peak: 0.6, wetness: 0.2 },
  { name: 'crickets', recipe: crickets, peak: 0.45, wetness: 0 },
  { name: 'siren', recipe: siren, peak: 0.4, wetness: 0.2 },
  { name: 'music', recipe: danceTune, peak: 0.7, wetness: 0.1 },
  { name: 'clock_tick', recipe: clockTick, peak: 0.4, wetness: 0.2 },
  { name: 'church_bells', recipe: churchBells, peak: 0.6, wetness: 0.2 },
  { name: 'car_horn', recipe: carHorn, peak: 0.5, wetness: 0.25 },
  { name: 'clock_alarm', recipe: alarmClock, peak: 0.4, wetness: 0.15 },
  { name: 'music', recipe: chorale, peak: 0.5, wetness: 0.35 },
];

/** Duration of background alone before each sound, seconds. */
const PAUSE = 1.5;

/** Position of a sound in the scene, seconds. */
export interface ScenePart {
  readonly name: string;
  readonly onset: number;
  readonly offset: number;
}

/** A rendered scene, mono, with the position of each sound. */
export interface Scene {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly parts: readonly ScenePart[];
}

/** Renders one sound alone. The result is always the same. */
export function renderSound({ recipe, peak, wetness }: SceneSound, sampleRate: number): Float32Array {
  const dry = recipe(sampleRate, seededRandom(7));
  return normalise(wetness > 0 ? room(dry, sampleRate, seededRandom(11), wetness) : dry, peak);
}

/** Renders these sounds one after another over the background. The complete scene takes about a second to render. */
export function renderScene(sampleRate: number, sounds: readonly SceneSound[] = SOUNDS): Scene {
  const parts: ScenePart[] = [];
  const rendered: Float32Array[] = [];
  let at = PAUSE;
  for (const sound of sounds) {
    const samples = renderSound(sound, sampleRate);
    const seconds = samples.length / sampleRate;
    parts.push({ name: sound.name, onset: at, offset: at + seconds });
    rendered.push(samples);
    at += seconds + PAUSE;
  }
  const samples = background(sampleRate, at, seededRandom(1));
  rendered.forEach((sound, i) => mix(samples, sampleRate, sound, parts[i]!.onset));
  return { samples, sampleRate, parts };
}

import type { Random } from '../../../src/teach/data/seeded-random.js';
import { BACKGROUNDS, type Background } from './backgrounds.js';
import {
  bandPass,
  between,
  decay,
  factor,
  lowPass,
  noise,
  RATE,
  render,
  saw,
  shaped,
  sweep,
  toLevel,
} from './synth.js';

/** Returns a level that wanders between two values, changing `rate` times a second. */
function wander(random: Random, rate: number, low: number, high: number): (t: number) => number {
  const points: number[] = [];
  const point = (i: number) => (points[i] ??= between(random, low, high));
  return (t) => {
    const at = t * rate;
    const i = Math.floor(at);
    return point(i) + (point(i + 1) - point(i)) * (at - i);
  };
}

/** Rooms in which no example was ever recorded, and which no work on the method has used. Levels in dBFS. */
const UNSEEN_ROOMS: Readonly<Record<string, Background>> = {
  /** A refrigerator: the hum of its compressor, and its rattling grid. */
  refrigerator(seconds, random) {
    const hertz = 49.5 * factor(random, 1.02);
    const motor = sweep(
      seconds,
      () => hertz,
      (p) => Math.sin(2 * Math.PI * p) + 0.6 * Math.sin(4 * Math.PI * p) + 0.3 * Math.sin(10 * Math.PI * p),
    );
    const grid = shaped(
      bandPass(noise(seconds, random), between(random, 900, 2200), 3),
      (t) => 0.5 + 0.5 * Math.sin(2 * Math.PI * hertz * t),
    );
    return toLevel(
      motor.map((x, n) => x + 0.15 * grid[n]!),
      between(random, -58, -40),
    );
  },
  /** Servers: many fans that beat against each other. */
  servers(seconds, random) {
    const fans = Array.from({ length: 3 }, () => ({
      hertz: between(random, 180, 520),
      level: between(random, 0.02, 0.1),
    }));
    const air = bandPass(noise(seconds, random), between(random, 600, 1600), 0.4);
    const tones = fans.map(({ hertz, level }) => ({ tone: sweep(seconds, () => hertz, saw), level }));
    return toLevel(
      air.map((x, n) => tones.reduce((sum, { tone, level }) => sum + level * tone[n]!, x)),
      between(random, -52, -32),
    );
  },
  /** Wind at a window, with a whistle that comes and goes. */
  window_wind(seconds, random) {
    const [gust, pitch] = [wander(random, 0.4, 0.15, 1), wander(random, 0.25, 380, 760)];
    const wind = lowPass(noise(seconds, random), 350);
    const whistle = bandPass(noise(seconds, random), pitch, 25);
    return toLevel(
      wind.map((x, n) => (x + 0.25 * gust(n / RATE) * whistle[n]!) * gust(n / RATE)),
      between(random, -58, -40),
    );
  },
  /** A shower or a tap next door. */
  shower(seconds, random) {
    const spray = bandPass(noise(seconds, random), between(random, 1800, 3200), 0.35);
    const level = wander(random, 5, 0.75, 1);
    return toLevel(shaped(spray, level), between(random, -54, -36));
  },
  /** A power supply that whines. */
  coil_whine(seconds, random) {
    const hertz = between(random, 3000, 7000);
    const rate = between(random, 90, 130);
    const whine = render(
      seconds,
      (t) => Math.sin(2 * Math.PI * hertz * t) * (0.7 + 0.3 * Math.sin(2 * Math.PI * rate * t)),
    );
    const hiss = noise(seconds, random);
    return toLevel(
      whine.map((x, n) => x + 0.1 * hiss[n]!),
      between(random, -70, -48),
    );
  },
  /** A washing machine in another room: its drum turns, slowly and dully. */
  drum(seconds, random) {
    const rate = between(random, 0.7, 1.1);
    const slosh = lowPass(noise(seconds, random), between(random, 250, 600));
    return toLevel(
      shaped(slosh, (t) => 0.25 + decay(0.3, 0.1)(((t * rate) % 1) / rate)),
      between(random, -56, -40),
    );
  },
};

/** All rooms of the quiet hours. */
export const QUIET_ROOMS: Readonly<Record<string, Background>> = { ...BACKGROUNDS, ...UNSEEN_ROOMS };

import type { Random } from '../../../src/teach/data/seeded-random.js';
import { bandPass, between, factor, lowPass, noise, render, shaped, silence, sweep, toLevel, RATE } from './synth.js';

/** Makes a stretch of background. @param seconds duration */
export type Background = (seconds: number, random: Random) => Float32Array;

/** Rooms, by their sounds. Levels are those of quiet to busy rooms, dBFS. */
export const BACKGROUNDS: Readonly<Record<string, Background>> = {
  silence: (seconds) => silence(seconds),
  hiss: (seconds, random) => toLevel(noise(seconds, random), between(random, -66, -50)),
  hum(seconds, random) {
    const hertz = random() < 0.5 ? 50 : 60;
    const levels = [1, 0.5, 0.35, 0.2].map((level) => level * factor(random, 1.5));
    const tone = render(seconds, (t) =>
      levels.reduce((sum, level, i) => sum + level * Math.sin(2 * Math.PI * hertz * (i + 1) * t), 0),
    );
    const hiss = noise(seconds, random);
    return toLevel(
      tone.map((x, n) => x + 0.02 * hiss[n]!),
      between(random, -60, -40),
    );
  },
  fan(seconds, random) {
    const blades = between(random, 70, 140);
    const air = lowPass(noise(seconds, random), between(random, 500, 1500));
    const whirr = sweep(seconds, (t) => blades * (1 + 0.004 * Math.sin(0.7 * t)));
    return toLevel(
      air.map((x, n) => x + 0.03 * whirr[n]!),
      between(random, -56, -40),
    );
  },
  traffic(seconds, random) {
    const road = lowPass(noise(seconds, random), between(random, 150, 400));
    const [rate, phase] = [between(random, 0.08, 0.2), random() * 6];
    return toLevel(
      shaped(road, (t) => 0.6 + 0.4 * Math.sin(2 * Math.PI * rate * t + phase)),
      between(random, -58, -42),
    );
  },
  rain(seconds, random) {
    const drops = noise(seconds, random).map((x) => (random() < 0.01 ? 6 * x : 0.6 * x));
    return toLevel(bandPass(drops, between(random, 3000, 5000), 0.5), between(random, -56, -42));
  },
  murmur(seconds, random) {
    let level = 0;
    const voice = bandPass(noise(seconds, random), between(random, 350, 700), 1.5);
    return toLevel(
      voice.map((x, n) => {
        if (n % (RATE / 10) === 0) level = random() < 0.3 ? 0.15 : between(random, 0.4, 1);
        return x * level;
      }),
      between(random, -56, -44),
    );
  },
};

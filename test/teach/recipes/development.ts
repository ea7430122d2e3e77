import type { Random } from '../../../src/teach/data/seeded-random.js';
import { add, bandPass, between, decay, factor, gate, joined, lowPass, noise, render } from './synth.js';
import { RATE, saw, shaped, silence, square, struck, sweep } from './synth.js';

/** Makes one take of a sound. Takes differ as those of one real source do. */
export type Recipe = (random: Random) => Float32Array;

/**
 * Sounds on which the method was developed. No figure is reported about them: {@link UNSEEN} has those of the reports.
 */
export const DEVELOPMENT: Readonly<Record<string, Recipe>> = {
  /** Two alternating tones. */
  warble(random) {
    const [low, rate] = [820 * factor(random, 1.02), between(random, 7, 8)];
    const seconds = between(random, 0.8, 1.6);
    const tone = sweep(seconds, (t) => (Math.floor(t * rate * 2) % 2 === 0 ? low : low * 1.35), square);
    return shaped(tone, gate(seconds));
  },
  /** A relay that clicks on and off. */
  relay(random) {
    const sound = silence(1.4);
    const modes = [1900, 3100, 4700].map((hertz) => [hertz * factor(random, 1.02), 0.004, 1] as const);
    let at = 0.02;
    for (let i = 0; i < 6; i++) {
      add(sound, struck(0.05, modes), at, i % 2 === 0 ? 1 : 0.6);
      at += i % 2 === 0 ? between(random, 0.07, 0.09) : between(random, 0.25, 0.35);
    }
    return sound;
  },
  /** A zip: ever faster clicks. */
  zip(random) {
    const seconds = between(random, 0.5, 0.9);
    const sound = silence(seconds + 0.05);
    for (let at = 0.01; at < seconds;) {
      const grain = shaped(noise(0.012, random), decay(0.002));
      add(sound, bandPass(grain, between(random, 2500, 4500), 1.2), at, between(random, 0.6, 1));
      at += 1 / (40 + (160 * at) / seconds);
    }
    return sound;
  },
  /** A small drill: a rough saw that is pressed. */
  rotor(random) {
    const seconds = between(random, 0.9, 2);
    const base = 190 * factor(random, 1.05);
    const press = between(random, 0.3, 0.7);
    const tone = sweep(seconds, (t) => base * (1 - 0.15 * Math.exp(-(((t / seconds - press) / 0.2) ** 2))), saw);
    const hiss = bandPass(noise(seconds, random), 3500, 0.8);
    return shaped(tone, gate(seconds, 0.08, 0.15)).map(
      (x, n) => x + 0.25 * hiss[n]! * gate(seconds, 0.1, 0.2)(n / RATE),
    );
  },
  /** Glass stirred with a spoon. */
  stirring(random) {
    const sound = silence(1.8);
    const base = 2350 * factor(random, 1.03);
    for (let at = 0.05; at < 1.6; at += between(random, 0.13, 0.22)) {
      const modes = [1, 1.73, 2.41].map((ratio) => [base * ratio, between(random, 0.05, 0.12), random()] as const);
      add(sound, struck(0.3, modes), at, between(random, 0.4, 1));
    }
    return sound;
  },
  /** A hinge that squeaks. */
  hinge(random) {
    const seconds = between(random, 0.6, 1.2);
    const [from, bend] = [between(random, 620, 760), between(random, 1.2, 1.5)];
    const tone = sweep(seconds, (t) => from * (1 + (bend - 1) * Math.sin((Math.PI * t) / seconds)), saw);
    const rough = shaped(tone, (t) => 0.6 + 0.4 * Math.sin(2 * Math.PI * 38 * t));
    return shaped(bandPass(rough, 1900, 1.5), gate(seconds, 0.05, 0.1));
  },
  /** Noise that is switched on and off. */
  sprinkler(random) {
    const rate = between(random, 5.2, 6.2);
    const seconds = between(random, 1, 2);
    return shaped(bandPass(noise(seconds, random), 2600, 0.7), (t) => gate(0.09, 0.004, 0.02)(((t * rate) % 1) / rate));
  },
  /** A stapler: two dull blows. */
  stapler(random) {
    const blow = (level: number) => {
      const body = struck(0.12, [
        [210 * factor(random, 1.05), 0.02, 1],
        [640 * factor(random, 1.05), 0.012, 0.7],
      ]);
      add(body, shaped(lowPass(noise(0.04, random), 3500), decay(0.006)), 0, level);
      return body;
    };
    return joined(blow(0.8), silence(between(random, 0.04, 0.09)), blow(1.4));
  },
  /** A motor that spins up and stops. */
  spin(random) {
    const seconds = between(random, 1.2, 2);
    const top = between(random, 520, 640);
    const hertz = (t: number) => 60 + top * Math.min(1, t / (0.7 * seconds)) ** 1.5;
    const tone = sweep(seconds, hertz, (phase) => Math.sin(2 * Math.PI * phase) + 0.5 * Math.sin(6 * Math.PI * phase));
    return shaped(tone, gate(seconds, 0.2, 0.08));
  },
  /** A valve: hiss, then a clunk. */
  valve(random) {
    const seconds = between(random, 0.35, 0.7);
    const hiss = shaped(
      bandPass(noise(seconds, random), (t) => 5200 - 2600 * (t / seconds), 0.9),
      gate(seconds, 0.01, 0.02),
    );
    const clunk = struck(0.2, [
      [130 * factor(random, 1.06), 0.05, 2.2],
      [415 * factor(random, 1.06), 0.02, 1],
    ]);
    return joined(
      hiss,
      clunk,
      render(0.02, () => 0),
    );
  },
};

import type { Recipe } from './development.js';
import { add, bandPass, between, decay, factor, gate, joined, lowPass, noise, RATE } from './synth.js';
import { saw, shaped, silence, square, struck, sweep } from './synth.js';

/**
 * Sounds of the reported figures. Nothing was tuned on them; they are outside the classes of every head.
 */
export const UNSEEN: Readonly<Record<string, Recipe>> = {
  /** An appliance that has finished: beeps in a rhythm. */
  oven_beeps(random) {
    const [hertz, count] = [2050 * factor(random, 1.015), 3 + Math.floor(random() * 3)];
    const [on, off] = [between(random, 0.16, 0.2), between(random, 0.2, 0.26)];
    const beep = shaped(
      sweep(on, () => hertz, square),
      gate(on),
    );
    return joined(...Array.from({ length: count }, () => joined(beep, silence(off))));
  },
  /** A door opener: a rough low buzz. */
  door_opener(random) {
    const seconds = between(random, 0.7, 1.5);
    const hertz = 100 * factor(random, 1.01);
    const buzz = bandPass(
      sweep(seconds, () => hertz, square),
      900 * factor(random, 1.1),
      0.6,
    );
    return shaped(buzz, (t) => gate(seconds, 0.01, 0.03)(t) * (0.8 + 0.2 * Math.sin(2 * Math.PI * 27 * t)));
  },
  /** A blind that is let down: a rattle. */
  blind(random) {
    const seconds = between(random, 0.8, 1.5);
    const sound = silence(seconds + 0.1);
    for (let at = 0.01; at < seconds; at += between(random, 0.012, 0.045)) {
      const modes = [1150, 2050, 3350].map((hertz) => [hertz * factor(random, 1.12), 0.008, random()] as const);
      add(sound, struck(0.06, modes), at, between(random, 0.3, 1));
    }
    return sound;
  },
  /** A chair that scrapes over the floor: stick and slip. */
  chair_scrape(random) {
    const seconds = between(random, 0.5, 1);
    const rate = between(random, 85, 120);
    const pulses = sweep(seconds, (t) => rate * (1 + 0.25 * Math.sin((9 * t) / seconds)), saw);
    const rough = pulses.map((x) => x + 0.5 * (random() - 0.5));
    const body = bandPass(rough, (t) => between(random, 395, 405) + (180 * t) / seconds, 4);
    const high = bandPass(rough, 1450, 3);
    return shaped(body, gate(seconds, 0.06, 0.08)).map(
      (x, n) => x + 0.4 * high[n]! * gate(seconds, 0.06, 0.08)(n / RATE),
    );
  },
  /** Adhesive tape that is torn off: noise that climbs. */
  tape(random) {
    const seconds = between(random, 0.4, 0.8);
    const torn = noise(seconds, random).map((x) => x * (random() < 0.12 ? 3 : 0.4));
    const climbing = bandPass(torn, (t) => 1300 + (between(random, 2500, 2600) * t) / seconds, 1.3);
    return shaped(climbing, gate(seconds, 0.02, 0.01));
  },
  /** A printer: a carriage goes to and fro, with blows at the ends. */
  printer(random) {
    const [stroke, hertz] = [between(random, 0.32, 0.4), 340 * factor(random, 1.03)];
    const run = (ratio: number) => {
      const motor = shaped(
        sweep(stroke, () => hertz * ratio, saw),
        gate(stroke, 0.03, 0.03),
      );
      const hiss = bandPass(noise(stroke, random), 2900, 1);
      return motor.map((x, n) => 0.7 * x + 0.25 * hiss[n]! * gate(stroke, 0.03, 0.03)(n / RATE));
    };
    const blow = struck(0.07, [
      [240, 0.015, 1.6],
      [820, 0.008, 1],
    ]);
    return joined(run(1), blow, run(1.19), blow, run(1), blow);
  },
  /** A door stop that is plucked: a spring. */
  spring(random) {
    const base = 92 * factor(random, 1.05);
    const seconds = between(random, 0.9, 1.3);
    const tone = sweep(seconds, (t) => base * (1 + 0.5 * Math.exp(-t / 0.15)), saw);
    return shaped(
      bandPass(tone, (t) => 700 + 500 * Math.sin(2 * Math.PI * 21 * t), 2),
      decay(0.35),
    );
  },
  /** A coin that spins on a table and comes to rest. */
  coin(random) {
    const sound = silence(1.6);
    const base = 3700 * factor(random, 1.03);
    let gap = between(random, 0.16, 0.22);
    for (let at = 0.02; at < 1.4 && gap > 0.008; at += gap, gap *= 0.86) {
      const modes = [1, 1.52, 1.93].map((ratio) => [base * ratio, 0.03, random()] as const);
      add(sound, struck(0.12, modes), at, between(random, 0.5, 1) * Math.sqrt(gap / 0.2));
    }
    return sound;
  },
  /** A small pump: pulsing low noise. */
  pump(random) {
    const seconds = between(random, 1.3, 2.4);
    const [rate, hertz] = [between(random, 3.1, 3.6), 58 * factor(random, 1.03)];
    const hum = sweep(seconds, () => hertz, square);
    const wet = bandPass(noise(seconds, random), 520, 1.2);
    return shaped(lowPass(hum, 400), () => 1).map((x, n) => {
      const pulse = 0.5 + 0.5 * Math.sin(2 * Math.PI * rate * (n / RATE));
      return (x * 0.6 + wet[n]! * 1.6 * pulse ** 2) * gate(seconds, 0.05, 0.1)(n / RATE);
    });
  },
  /** Cards that are shuffled: a train of clicks that becomes slower. */
  cards(random) {
    const seconds = between(random, 0.45, 0.7);
    const sound = silence(seconds + 0.05);
    for (let at = 0.01; at < seconds;) {
      const slap = shaped(noise(0.02, random), decay(0.004));
      add(sound, bandPass(slap, between(random, 1100, 1500), 0.8), at, between(random, 0.6, 1));
      at += 1 / (62 - (30 * at) / seconds);
    }
    return sound;
  },
  /** A toy that sweeps down again and again. */
  toy_sweeps(random) {
    const each = between(random, 0.16, 0.2);
    const top = 3300 * factor(random, 1.02);
    const one = shaped(
      sweep(each, (t) => top * (0.18 + 0.82 * (1 - t / each) ** 2), square),
      gate(each, 0.003, 0.02),
    );
    return joined(...Array.from({ length: 3 + Math.floor(random() * 3) }, () => joined(one, silence(0.03))));
  },
  /** A scanner: a lamp hums, a belt moves up and down in steps. */
  scanner(random) {
    const steps = 3 + Math.floor(random() * 2);
    const base = 460 * factor(random, 1.02);
    const step = (i: number) => {
      const seconds = between(random, 0.22, 0.28);
      const tone = sweep(
        seconds,
        () => base * (1 + 0.12 * (i % 2)),
        (p) => saw(p) + 0.4 * Math.sin(8 * Math.PI * p),
      );
      return joined(shaped(bandPass(tone, 1350, 1), gate(seconds, 0.02, 0.02)), silence(between(random, 0.05, 0.08)));
    };
    return joined(...Array.from({ length: steps }, (_, i) => step(i)));
  },
};

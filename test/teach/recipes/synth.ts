import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Sample rate of all recipes, Hz. */
export const RATE = 16_000;

/** Draws a number between two limits. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

/** Draws a factor from 1 / `spread` to `spread`, evenly on a logarithmic scale. */
export const factor = (random: Random, spread: number): number => Math.exp(Math.log(spread) * (2 * random() - 1));

/** Draws a normally distributed number (Box and Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Returns silence. @param seconds duration */
export const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));

/** Computes samples from a function of time. */
export function render(seconds: number, value: (t: number, n: number) => number): Float32Array {
  return silence(seconds).map((_, n) => value(n / RATE, n));
}

/** Returns white noise of unit variance. */
export const noise = (seconds: number, random: Random): Float32Array => render(seconds, () => normal(random));

/**
 * Returns a sine whose frequency changes over time.
 * @param hertz frequency at a time
 * @param shape turns a phase in cycles into a sample
 */
export function sweep(
  seconds: number,
  hertz: (t: number) => number,
  shape: (phase: number) => number = (phase) => Math.sin(2 * Math.PI * phase),
): Float32Array {
  let phase = 0;
  return render(seconds, (t) => {
    phase += hertz(t) / RATE;
    return shape(phase);
  });
}

/** Shapes for {@link sweep}. */
export const saw = (phase: number): number => 2 * (phase - Math.floor(phase)) - 1;
export const square = (phase: number): number => Math.tanh(6 * Math.sin(2 * Math.PI * phase));

/** Multiplies samples by a function of time. */
export function shaped(samples: Float32Array, gain: (t: number) => number): Float32Array {
  return samples.map((x, n) => x * gain(n / RATE));
}

/** Returns an envelope that rises and falls linearly. */
export const gate =
  (seconds: number, rise = 0.005, fall = 0.01) =>
  (t: number): number =>
    Math.max(0, Math.min(1, t / rise, (seconds - t) / fall));

/** Returns an envelope that rises at once and decays to 1/e in `seconds`. */
export const decay =
  (seconds: number, rise = 0.001) =>
  (t: number): number =>
    Math.min(1, t / rise) * Math.exp(-t / seconds);

/**
 * Filters by a band-pass of constant peak gain (Bristow-Johnson's cookbook).
 * @param hertz centre frequency at a time
 */
export function bandPass(samples: Float32Array, hertz: number | ((t: number) => number), q: number): Float32Array {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return samples.map((x, n) => {
    const centre = typeof hertz === 'number' ? hertz : hertz(n / RATE);
    const w = (2 * Math.PI * Math.min(centre, 0.48 * RATE)) / RATE;
    const alpha = Math.sin(w) / (2 * q);
    const y = (alpha * (x - x2) + 2 * Math.cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}

/** Filters by a one-pole low-pass. */
export function lowPass(samples: Float32Array, hertz: number): Float32Array {
  const a = Math.exp((-2 * Math.PI * hertz) / RATE);
  let y = 0;
  return samples.map((x) => (y = a * y + (1 - a) * x));
}

/** Returns the sum of decaying sines, as of a struck object. @param modes frequency in Hz, decay in seconds and level of each */
export function struck(
  seconds: number,
  modes: readonly (readonly [hertz: number, decay: number, level: number])[],
): Float32Array {
  return render(seconds, (t) =>
    modes.reduce((sum, [hertz, tau, level]) => sum + level * Math.exp(-t / tau) * Math.sin(2 * Math.PI * hertz * t), 0),
  );
}

/** Adds samples to others from a time on; what does not fit is left out. */
export function add(to: Float32Array, samples: Float32Array, at: number, gain = 1): void {
  const first = Math.round(at * RATE);
  for (let n = 0; n < samples.length && first + n < to.length; n++) to[first + n]! += gain * samples[n]!;
}

/** Joins sounds one after another. */
export function joined(...sounds: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let first = 0;
  for (const sound of sounds) {
    all.set(sound, first);
    first += sound.length;
  }
  return all;
}

/** Root of the mean square of the loudest tenth of the sound's 20 ms blocks. */
export function loudness(samples: Float32Array): number {
  const block = RATE / 50;
  const powers = Array.from({ length: Math.ceil(samples.length / block) }, (_, i) => {
    const part = samples.subarray(i * block, (i + 1) * block);
    return part.reduce((sum, x) => sum + x * x, 0) / part.length;
  }).sort((a, b) => b - a);
  const count = Math.max(1, Math.round(powers.length / 10));
  return Math.sqrt(powers.slice(0, count).reduce((sum, power) => sum + power, 0) / count);
}

/** Scales samples to a level of their loudest parts. @param level dBFS */
export function toLevel(samples: Float32Array, level: number): Float32Array {
  const gain = 10 ** (level / 20) / (loudness(samples) || 1);
  return samples.map((x) => x * gain);
}

/** Adds the sound of a room: a few reflections and a decaying tail. @param seconds time in which the tail falls by 60 dB */
export function inRoom(samples: Float32Array, seconds: number, share: number, random: Random): Float32Array {
  const tail = new Float32Array(samples.length + Math.round(seconds * 0.5 * RATE));
  const taps = Array.from({ length: 60 }, () => {
    const at = seconds * 0.5 * random() ** 2;
    return { at, gain: share * Math.exp((-6.9 * at) / seconds) * (random() < 0.5 ? -1 : 1) * 0.35 };
  });
  add(tail, samples, 0);
  for (const { at, gain } of taps) add(tail, samples, at + 0.004, gain);
  return tail;
}

import type { Random } from '../../src/teach/data/seeded-random.js';

/**
 * Renders a sound of `seconds`, sample by sample.
 * @param sample value at time `t` in seconds, with sample index `n`
 */
export function render(sampleRate: number, seconds: number, sample: (t: number, n: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, n) => sample(n / sampleRate, n));
}

/** Renders uniform white noise from −1 to 1. */
export function whiteNoise(sampleRate: number, seconds: number, random: Random): Float32Array {
  return render(sampleRate, seconds, () => 2 * random() - 1);
}

/** Renders pink noise, which has the same power in every octave (Paul Kellet's three-pole approximation at 44.1 kHz). */
export function pinkNoise(sampleRate: number, seconds: number, random: Random): Float32Array {
  let [slow, middle, fast] = [0, 0, 0];
  return render(sampleRate, seconds, () => {
    const white = 2 * random() - 1;
    slow = 0.99765 * slow + 0.099046 * white;
    middle = 0.963 * middle + 0.2965164 * white;
    fast = 0.57 * fast + 1.0526913 * white;
    return 0.1 * (slow + middle + fast + 0.1848 * white);
  });
}

/** Mixes `sound` into `target` from `at` seconds on. Samples beyond the end of `target` are dropped. */
export function mix(target: Float32Array, sampleRate: number, sound: Float32Array, at: number, gain = 1): void {
  const start = Math.round(at * sampleRate);
  const end = Math.min(sound.length, target.length - start);
  for (let n = 0; n < end; n++) target[start + n]! += gain * sound[n]!;
}

/** Returns a copy scaled to the given peak. */
export function normalise(samples: Float32Array, peak: number): Float32Array {
  const highest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return samples.map((sample) => (sample * peak) / highest);
}

/** Returns the envelope of a struck sound at `t` seconds: rises within `attack`, then decays to 1/e within `decay` seconds. */
export function strike(t: number, attack: number, decay: number): number {
  return t < 0 ? 0 : t < attack ? t / attack : Math.exp(-(t - attack) / decay);
}

/** Returns the envelope of a sustained sound at `t` seconds: 1 in the middle, with fades of `edge` seconds at both ends. */
export function fade(t: number, seconds: number, edge: number): number {
  return Math.max(0, Math.min(1, t / edge, (seconds - t) / edge));
}

/**
 * Creates a phase accumulator for an oscillator. Call it once per sample with the current frequency in Hz; it returns the angle
 * in radians.
 */
export function phase(sampleRate: number): (frequency: number) => number {
  let turns = 0;
  return (frequency) => {
    turns = (turns + frequency / sampleRate) % 1;
    return 2 * Math.PI * turns;
  };
}

/**
 * Sums harmonics 1 to `count` with amplitudes 1/n at an angle in radians: a buzzing, voice-like or string-like tone. It does
 * not alias while `count` times the frequency stays below half the sample rate.
 */
export function harmonics(angle: number, count: number): number {
  let sum = 0;
  for (let n = 1; n <= count; n++) sum += Math.sin(n * angle) / n;
  return sum;
}

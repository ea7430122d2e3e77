import { fade, harmonics, mix, phase, render } from '../synthesis.js';

/** Renders a car's two-tone horn: short, short, long. */
export function carHorn(sampleRate: number): Float32Array {
  const sound = new Float32Array(Math.round(4 * sampleRate));
  const blast = (seconds: number) => {
    const [low, high] = [phase(sampleRate), phase(sampleRate)];
    return render(
      sampleRate,
      seconds,
      (t) => fade(t, seconds, 0.02) * (harmonics(low(415), 14) + harmonics(high(520), 12)),
    );
  };
  for (const [at, seconds] of [
    [0.1, 0.35],
    [0.7, 0.35],
    [1.5, 1.6],
  ] as const) {
    mix(sound, sampleRate, blast(seconds), at);
  }
  return sound;
}

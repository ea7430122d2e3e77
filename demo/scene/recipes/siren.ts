import { fade, harmonics, phase, render } from '../synthesis';

/** An emergency siren: a wail between 600 and 1400 Hz, three seconds up and down. */
export function siren(sampleRate: number): Float32Array {
  const seconds = 6;
  const turn = phase(sampleRate);
  return render(sampleRate, seconds, (t) => {
    const wail = 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 3);
    return fade(t, seconds, 0.4) * harmonics(turn(600 + 800 * wail ** 0.8), 5);
  });
}

import { fade, phase, render } from '../synthesis.js';

/** Renders an emergency siren: a wail between 600 and 1400 Hz with a period of three seconds. */
export function siren(sampleRate: number): Float32Array {
  const seconds = 6;
  const turn = phase(sampleRate);
  const tone = (angle: number) => Math.sin(angle) + 0.3 * Math.sin(2 * angle) + 0.15 * Math.sin(3 * angle);
  return render(sampleRate, seconds, (t) => {
    const wail = 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 3);
    return fade(t, seconds, 0.4) * tone(turn(600 + 800 * wail ** 0.8));
  });
}

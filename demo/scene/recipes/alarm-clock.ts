import { fade, harmonics, mix, render } from '../synthesis.js';

/** Renders a digital alarm clock: groups of four beeps with rests between. */
export function alarmClock(sampleRate: number): Float32Array {
  const sound = new Float32Array(5 * sampleRate);
  const beep = render(sampleRate, 0.08, (t) => fade(t, 0.08, 0.004) * harmonics(2 * Math.PI * 2000 * t, 3));
  for (let at = 0.05; at < 4.5; at += 1) for (let i = 0; i < 4; i++) mix(sound, sampleRate, beep, at + i * 0.125);
  return sound;
}

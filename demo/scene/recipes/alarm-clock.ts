import { fade, mix, render } from '../synthesis.js';

/** Renders a digital alarm clock: groups of four beeps with rests between. */
export function alarmClock(sampleRate: number): Float32Array {
  const sound = new Float32Array(4 * sampleRate);
  const beep = render(sampleRate, 0.07, (t) => {
    const angle = 2 * Math.PI * 2050 * t;
    return fade(t, 0.07, 0.003) * (Math.sin(angle) + 0.5 * Math.sin(3 * angle));
  });
  for (let at = 0.1; at < 3.5; at += 1) for (let i = 0; i < 4; i++) mix(sound, sampleRate, beep, at + i * 0.125);
  return sound;
}

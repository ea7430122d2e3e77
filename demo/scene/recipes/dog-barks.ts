import { filter } from '../filter.js';
import { mix, phase, render, whiteNoise } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Renders one bark: a rough voice whose pitch jumps up and falls, through the formants of an open mouth. */
function bark(sampleRate: number, random: Random): Float32Array {
  const seconds = 0.22;
  const turn = phase(sampleRate);
  const breath = whiteNoise(sampleRate, seconds, random);
  const pitch = 480 + 80 * random();
  const voice = render(sampleRate, seconds, (t, n) => {
    const share = t / seconds;
    const angle = turn(pitch * (0.75 + 0.5 * Math.sin(Math.PI * Math.min(1, share * 1.25)) - 0.15 * share));
    let buzz = 0;
    for (let k = 1; k <= 9; k++) buzz += Math.sin(k * angle + 0.8 * Math.sin(angle / 2)) / k ** 0.6;
    const loudness = Math.min(1, t / 0.015) * (1 - share) ** 0.9;
    return loudness * (buzz + 1.1 * breath[n]!);
  });
  const low = filter(Float32Array.from(voice), sampleRate, 'bandpass', 750, 1.6);
  const high = filter(Float32Array.from(voice), sampleRate, 'bandpass', 1700, 2);
  return filter(
    voice.map((sample, n) => low[n]! + 0.6 * high[n]! + 0.1 * sample),
    sampleRate,
    'lowpass',
    2200,
  );
}

/** Renders a dog that barks four times, then three times. */
export function dogBarks(sampleRate: number, random: Random): Float32Array {
  const sound = new Float32Array(5 * sampleRate);
  for (const at of [0.1, 0.55, 1.0, 1.5, 2.9, 3.35, 3.8]) mix(sound, sampleRate, bark(sampleRate, random), at);
  return sound;
}

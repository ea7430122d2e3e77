import { mix, render, strike } from '../synthesis';

/** A tuned bell's partials over its hum tone: ratio, strength, decay in seconds (Rossing, The Science of Sound). */
const PARTIALS = [
  [0.5, 0.6, 3.5],
  [1, 0.9, 2.6],
  [1.183, 0.7, 1.9],
  [1.506, 0.4, 1.4],
  [2, 1, 1.2],
  [2.514, 0.4, 0.7],
  [2.662, 0.35, 0.6],
  [3.011, 0.4, 0.5],
  [4.166, 0.3, 0.35],
  [5.433, 0.2, 0.25],
] as const;

function stroke(sampleRate: number, prime: number): Float32Array {
  return render(sampleRate, 5, (t) => {
    let sum = 0;
    for (const [ratio, strength, decay] of PARTIALS) {
      // Two near-equal modes per partial beat against each other: no cast bell is quite round.
      const beat = 1 + 0.25 * Math.cos(2 * Math.PI * 0.7 * ratio * t);
      sum += strength * beat * strike(t, 0.003, decay) * Math.sin(2 * Math.PI * prime * ratio * t);
    }
    return sum;
  });
}

/** Two church bells, swinging out of step. */
export function churchBells(sampleRate: number): Float32Array {
  const sound = new Float32Array(Math.round(8 * sampleRate));
  const [low, high] = [stroke(sampleRate, 440), stroke(sampleRate, 523.25)];
  for (let at = 0.05; at < 6.5; at += 1.55) mix(sound, sampleRate, low, at);
  for (let at = 0.7; at < 6.5; at += 1.38) mix(sound, sampleRate, high, at, 0.8);
  return sound.map((sample, n) => sample * Math.min(1, (8 - n / sampleRate) / 1.5));
}

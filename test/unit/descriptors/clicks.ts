import { seededRandom } from '../../harness/random.js';

/** Adds a decaying hit of noise or of a tone. */
function hit(out: Float32Array, rate: number, at: number, amplitude: number, decay: number, hertz: number): void {
  const random = seededRandom(Math.round(at * 1000));
  const start = Math.round(at * rate);
  for (let n = 0; n < rate * 0.2 && start + n < out.length; n++) {
    const t = n / rate;
    const wave = hertz > 0 ? Math.sin(2 * Math.PI * hertz * t) : random() * 2 - 1;
    out[start + n]! += amplitude * Math.exp(-t / decay) * wave;
  }
}

function withFloor(out: Float32Array, level: number): Float32Array {
  const random = seededRandom(9);
  return out.map((sample) => sample + level * (random() * 2 - 1));
}

/** Returns a click on every beat, from second 0 on, in soft noise. */
export function clicks(rate: number, tempo: number, seconds: number): Float32Array {
  const out = new Float32Array(rate * seconds);
  for (let at = 0; at < seconds; at += 60 / tempo) hit(out, rate, at, 0.5, 0.01, 0);
  return withFloor(out, 0.0005);
}

/** Returns a drum pattern: bass drum and snare on alternate beats, hi-hats on eighths, and bass drums off the beat. */
export function drums(rate: number, tempo: number, seconds: number): Float32Array {
  const out = new Float32Array(rate * seconds);
  for (let half = 0; (half * 30) / tempo < seconds; half++) {
    const at = (half * 30) / tempo;
    hit(out, rate, at, 0.15, 0.02, 0);
    if (half % 4 === 0) hit(out, rate, at, 0.8, 0.08, 60);
    if (half % 4 === 2) hit(out, rate, at, 0.5, 0.06, 0);
    if (half % 8 === 3 || half % 8 === 5) hit(out, rate, at, 0.5, 0.08, 60);
  }
  return withFloor(out, 0.002);
}

import { fade, mix, phase, render } from '../synthesis.js';
import type { Random } from '../../../src/teach/data/seeded-random.js';

/** Renders one whistled syllable, a tone that sweeps and trills. Frequencies in Hz. */
function syllable(sampleRate: number, seconds: number, from: number, to: number, trill: number): Float32Array {
  const turn = phase(sampleRate);
  return render(sampleRate, seconds, (t) => {
    const share = t / seconds;
    const bend = from + (to - from) * share + 350 * Math.sin(Math.PI * share);
    const angle = turn(bend + 260 * Math.sin(2 * Math.PI * trill * t));
    return fade(t, seconds, 0.012) * (0.85 * Math.sin(angle) + 0.12 * Math.sin(2 * angle));
  });
}

/** Renders a songbird: phrases that each repeat their own syllable. */
export function birdsong(sampleRate: number, random: Random): Float32Array {
  const song = new Float32Array(6 * sampleRate);
  for (let at = 0.1; at < 5.2; at += 0.25 + 0.3 * random()) {
    const [from, to] = [2800 + 2200 * random(), 2800 + 2600 * random()];
    const length = 0.05 + 0.09 * random();
    const trill = random() < 0.4 ? 28 + 20 * random() : 0;
    const repeats = 2 + Math.floor(5 * random());
    for (let i = 0; i < repeats && at < 5.6; i++, at += length + 0.045) {
      mix(song, sampleRate, syllable(sampleRate, length, from, to, trill), at, 0.6 + 0.4 * random());
    }
  }
  return song;
}

import { seededRandom, type Random } from '../../src/teach/data/seeded-random.js';

/** Sample rate of the rooms, Hz. */
export const ROOM_RATE = 16_000;

/** Makes the samples of a room. @param length number of samples */
type Recipe = (length: number, random: Random) => Float32Array;

/** Range of the levels, dBFS: from the noise of a converter to a machine beside the microphone. */
const LEVELS: readonly [low: number, high: number] = [-84, -26];

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Draws a frequency, evenly on a logarithmic scale. */
const frequency = (random: Random, low: number, high: number): number =>
  low * (high / low) ** random();

/** Returns noise whose power falls by 3 to 6 dB an octave, or not at all, with up to three broad resonances. */
function colouredNoise(length: number, random: Random): Float32Array {
  const white = Float32Array.from({ length }, () => normal(random));
  const slope = random();
  const corner = frequency(random, 30, 6000);
  const pole = Math.exp((-2 * Math.PI * corner) / ROOM_RATE);
  let low = 0;
  const noise = white.map((x) => {
    low = pole * low + (1 - pole) * x;
    return slope < 0.25 ? x : low + (slope - 0.25) * 0.3 * (1 - pole) * x;
  });
  const resonances = Math.floor(random() * 4);
  for (let i = 0; i < resonances; i++) {
    const resonance = resonated(white, frequency(random, 80, 6500), between(random, 0.5, 6));
    const gain = (levelOf(noise) / (levelOf(resonance) || 1)) * between(random, 0.3, 2);
    resonance.forEach((x, n) => (noise[n]! += gain * x));
  }
  return noise;
}

/** Filters by a two-pole resonance. @param q its frequency by its width */
function resonated(samples: Float32Array, hertz: number, q: number): Float32Array {
  const w = (2 * Math.PI * hertz) / ROOM_RATE;
  const r = Math.exp(-w / (2 * q));
  const [a, b] = [2 * r * Math.cos(w), -r * r];
  let [y1, y2] = [0, 0];
  return samples.map((x) => {
    const y = x + a * y1 + b * y2;
    [y2, y1] = [y1, y];
    return y;
  });
}

/** Returns a tone with overtones whose pitch drifts a little. */
function tone(length: number, hertz: number, overtones: number, random: Random): Float32Array {
  const gains = Array.from({ length: overtones }, (_, i) => random() / (1 + i * random()));
  const [drift, rate] = [0.006 * random() ** 2, between(random, 0.05, 1.5)];
  let phase = random();
  return Float32Array.from({ length }, (_, n) => {
    phase += (hertz * (1 + drift * Math.sin((2 * Math.PI * rate * n) / ROOM_RATE))) / ROOM_RATE;
    return gains.reduce(
      (sum, gain, i) => ((i + 1) * hertz < ROOM_RATE / 2 ? sum + gain * Math.sin(2 * Math.PI * (i + 1) * phase) : sum),
      0,
    );
  });
}

/** Adds samples at a level relative to those that are there. @param below how far below, dB */
function mixed(to: Float32Array, samples: Float32Array, below: number): Float32Array {
  const gain = (levelOf(to) / (levelOf(samples) || 1)) * 10 ** (-below / 20);
  return to.map((x, n) => x + gain * samples[n]!);
}

const levelOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

/** Multiplies samples by a level that wanders. @param rate changes a second @param depth 0 to 1 */
function wandering(samples: Float32Array, rate: number, depth: number, random: Random): Float32Array {
  const step = ROOM_RATE / rate;
  let [from, to, at] = [1, 1, 0];
  return samples.map((x) => {
    if ((at += 1 / step) >= 1) [from, to, at] = [to, 1 - depth * random(), 0];
    return x * (from + (to - from) * at);
  });
}

/** Kinds of quiet rooms. */
const KINDS: Readonly<Record<string, Recipe>> = {
  noise: colouredNoise,
  /** Mains, transformers and whining coils. */
  tones(length, random) {
    const hertz = random() < 0.6 ? [50, 60, 100, 120][Math.floor(4 * random())]! : frequency(random, 150, 5000);
    const sound = tone(length, hertz, 1 + Math.floor(12 * random()), random);
    return mixed(sound, colouredNoise(length, random), between(random, 0, 40));
  },
  /** Air that is moved by blades, sometimes by two sets of them. */
  blades(length, random) {
    let sound = colouredNoise(length, random);
    const count = 1 + Math.floor(2 * random());
    for (let i = 0; i < count; i++) {
      const blade = tone(length, frequency(random, 25, 400), 1 + Math.floor(8 * random()), random);
      sound = mixed(sound, blade, between(random, -6, 25));
    }
    const [rate, depth] = [frequency(random, 0.3, 20), 0.5 * random() ** 2];
    return sound.map((x, n) => x * (1 - depth * (0.5 + 0.5 * Math.sin((2 * Math.PI * rate * n) / ROOM_RATE))));
  },
  /** Wind, water and streets: noise that swells. */
  swelling: (length, random) =>
    wandering(colouredNoise(length, random), frequency(random, 0.3, 15), between(random, 0.2, 0.95), random),
};

/** Every how many rooms one is silent: digital silence, or the last bit of a converter. */
const SILENT_EVERY = 20;

/**
 * Makes a quiet room: steady noise, hum, fans, wind, or silence. Its spectrum, level and movement depend only on the seed.
 * @param index number of the room; kinds come in turns
 */
export function quietRoom(index: number, seconds: number, seed: number): Float32Array {
  const random = seededRandom(seed + index);
  const length = Math.round(seconds * ROOM_RATE);
  if (index % SILENT_EVERY === 0) {
    const isDigital = (index / SILENT_EVERY) % 2 === 0;
    return Float32Array.from({ length }, () => (isDigital ? 0 : Math.round(2 * random() - 1) / 32_768));
  }
  const kinds = Object.values(KINDS);
  const room = kinds[index % kinds.length]!(length, random);
  const gain = 10 ** (between(random, ...LEVELS) / 20) / (levelOf(room) || 1);
  return room.map((x) => Math.max(-1, Math.min(1, x * gain)));
}

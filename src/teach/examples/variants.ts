import { silentFrames } from '../../features/band-value.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { toPower, toValues } from './band-power.js';
import type { Random } from '../data/seeded-random.js';

/** An example as the network receives it: frames, and where in them the sound is. */
export interface Variant {
  /** `[count × bands]`, in the geometry of the network. */
  readonly frames: Float32Array;
  /** Frames before the sound. */
  readonly past: number;
  /** Frames of the sound. */
  readonly length: number;
}

/** Sounds that variants are made from. All are frames in the geometry of the network. */
export interface VariantSources {
  /** Stretches of the room; may be empty. */
  readonly rooms: readonly Float32Array[];
  /** Other sounds that may come before; may be empty. */
  readonly others: readonly Float32Array[];
}

/** Limit of the change of the level, dB. */
const MOST_GAIN = 12;
/** Range of the level of the sound above that of the room, dB. */
const ROOM_BELOW: readonly [low: number, high: number] = [0, 20];
/** Range of the length of the past, seconds. */
const PAST: readonly [low: number, high: number] = [0.3, 1.2];
/** Sound after the example, seconds: the slow values of a network follow that late. */
export const AFTER = 0.4;

/**
 * Makes variants of an example: after different pasts (silence, the room, another sound), at different levels, and with the room
 * mixed in. So nothing that came before, no level and no background becomes a part of what is learnt. The first variant is the
 * example as it is, after silence. Each is made when it is asked for.
 *
 * @param example frames of the trimmed sound, `[count × bands]`
 * @param count number of variants
 */
export function* variantsOf(
  example: Float32Array,
  sources: VariantSources,
  features: FeatureGeometry,
  count: number,
  random: Random,
): Generator<Variant, void, undefined> {
  const { bands, hopSeconds } = features;
  const length = example.length / bands;
  const frames = (seconds: number) => Math.round(seconds / hopSeconds);
  const sound = toPower(example, features);
  for (let v = 0; v < count; v++) {
    const past = frames(between(PAST, random));
    const all = past + length + frames(AFTER);
    if (v === 0) {
      const quiet = silentFrames(features, all);
      quiet.set(example, past * bands);
      yield { frames: quiet, past, length };
      continue;
    }
    const power = new Float32Array(all * bands);
    addAt(power, sound, past * bands, 10 ** (between([-MOST_GAIN, MOST_GAIN], random) / 10));
    const loudness = loudestMean(power.subarray(past * bands, (past + length) * bands), bands);
    if (v % 3 === 2 && sources.others.length > 0) {
      const other = toPower(pick(sources.others, random), features).subarray(0, past * bands);
      const otherGain = (loudness / (loudestMean(other, bands) || 1)) * 10 ** (between([-10, 5], random) / 10);
      addAt(power, other, past * bands - other.length, otherGain);
    }
    const room = sources.rooms.length > 0 && v % 2 === 1 ? pick(sources.rooms, random) : undefined;
    const background = room
      ? looped(toPower(room, features), power.length, bands, random)
      : steadyRoom(all, bands, random);
    const roomGain = (loudness / (loudestMean(background, bands) || 1)) * 10 ** (-between(ROOM_BELOW, random) / 10);
    addAt(power, background, 0, roomGain);
    yield { frames: toValues(power, features), past, length };
  }
}

/** Returns the power of a room that nobody has recorded: a random smooth spectrum with the fluctuation of noise. */
export function steadyRoom(count: number, bands: number, random: Random): Float32Array {
  const slope = between([-0.08, 0.01], random);
  const bumps = Array.from({ length: 3 }, () => ({
    at: random() * bands,
    width: between([5, 25], random),
    gain: 3 * random(),
  }));
  const spectrum = Array.from({ length: bands }, (_, band) =>
    Math.exp(
      slope * band +
        bumps.reduce((sum, { at, width, gain }) => sum + gain * Math.exp(-(((band - at) / width) ** 2)), 0),
    ),
  );
  return Float32Array.from({ length: count * bands }, (_, i) => {
    // A sum of exponential numbers: the power of a few bins of noise.
    const fluctuation = -(Math.log(1 - random()) + Math.log(1 - random()) + Math.log(1 - random())) / 3;
    return spectrum[i % bands]! * fluctuation;
  });
}

/** Returns the mean power of the loudest tenth of the frames. */
function loudestMean(power: Float32Array, bands: number): number {
  const sums = new Float64Array(power.length / bands);
  for (let i = 0; i < power.length; i++) sums[Math.floor(i / bands)]! += power[i]! / bands;
  const most = [...sums].sort((a, b) => b - a).slice(0, Math.max(1, Math.round(sums.length / 10)));
  return most.reduce((sum, value) => sum + value, 0) / most.length;
}

/** Repeats a stretch from a random frame on. @param size number of values to return */
function looped(power: Float32Array, size: number, bands: number, random: Random): Float32Array {
  const first = Math.floor((random() * power.length) / bands) * bands;
  return Float32Array.from({ length: size }, (_, i) => power[(first + i) % power.length]!);
}

function addAt(to: Float32Array, from: Float32Array, at: number, gain: number): void {
  for (let i = 0; i < from.length && at + i < to.length; i++) if (at + i >= 0) to[at + i]! += gain * from[i]!;
}

const between = ([low, high]: readonly [number, number], random: Random): number => low + (high - low) * random();

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

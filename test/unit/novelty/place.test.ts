import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Calibration, WARM_UP } from '../../../src/novelty/calibration.js';
import { ExpectedPicture } from '../../../src/novelty/expected-picture.js';
import { FamiliarSounds } from '../../../src/novelty/familiar-sounds.js';
import type { ScoredMoment } from '../../../src/novelty/moment.js';
import { PlaceMemory } from '../../../src/novelty/place-memory.js';
import { UsualValues } from '../../../src/novelty/usual-values.js';
import { seededRandom } from '../../harness/random.js';
import { normal } from '../teach/made-up.js';
import { golden, noveltyModel } from './novelty-model.js';

const SIZE = 16;
const BANDS = 64;
const ROW = 0.08;
const FRAMES_OF_ROW = 4;

/** Returns a function that gives noisy rows of a made-up sound. */
function sound(seed: number): (random: () => number) => Float32Array {
  const own = seededRandom(seed);
  const centre = Float32Array.from({ length: SIZE }, () => 3 * normal(own));
  return (random) => centre.map((value) => value + 0.3 * normal(random));
}

/** Lets a place hear a sound for some rows, in steps of some rows. @returns the moments */
function play(
  place: FamiliarSounds,
  from: number,
  rows: readonly Float32Array[],
  { step = 1, level = -40 } = {},
): ScoredMoment[] {
  const moments: ScoredMoment[] = [];
  for (let at = 0; at < rows.length; at += step) {
    const some = rows.slice(at, at + step);
    const time = from + at * ROW;
    const values = new Float32Array(some.length * SIZE);
    some.forEach((row, i) => values.set(row, i * SIZE));
    const features = new Float32Array(some.length * FRAMES_OF_ROW * BANDS).fill(level);
    moments.push(
      ...place.push({ time, features, embedding: { time, rowSeconds: ROW, size: SIZE, values, network: 'a' } }),
    );
  }
  return moments;
}

const rowsOf = (of: (random: () => number) => Float32Array, count: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => of(random));
};

describe('a memory of a place', () => {
  const options = { size: SIZE, metric: 'cosine', newDistance: 0.4, most: 4 } as const;

  it('keeps one prototype of a sound, however long it lasts, and counts', () => {
    const memory = new PlaceMemory(options);
    for (const row of rowsOf(sound(1), 1000, 2)) memory.add(row);
    expect(memory.kinds).to.equal(1);
    expect(memory.state.counts[0]).to.equal(1000);
  });

  it('finds a sound that it knows near, and another one far', () => {
    const memory = new PlaceMemory(options);
    for (const row of rowsOf(sound(1), 20, 2)) memory.add(row);
    expect(memory.recall(rowsOf(sound(1), 1, 3)[0]!).distance).to.be.below(0.05);
    expect(memory.recall(rowsOf(sound(7), 1, 3)[0]!).distance).to.be.above(0.4);
  });

  it('does not depend on the level with the metric cosine, but does with the other', () => {
    const row = rowsOf(sound(1), 1, 2)[0]!;
    for (const metric of ['cosine', 'euclidean'] as const) {
      const memory = new PlaceMemory({ ...options, metric });
      memory.add(row);
      const { distance } = memory.recall(row.map((value) => 2 * value));
      if (metric === 'cosine') expect(distance).to.be.closeTo(0, 1e-6);
      else expect(distance).to.be.above(1);
    }
  });

  it('never has more prototypes than it may, and does not forget the first', () => {
    const memory = new PlaceMemory(options);
    for (let kind = 0; kind < 20; kind++) for (const row of rowsOf(sound(kind), 5, kind)) memory.add(row);
    expect(memory.kinds).to.equal(4);
    expect(memory.recall(rowsOf(sound(0), 1, 3)[0]!).distance).to.be.below(0.2);
  });

  it('continues from its state', () => {
    const memory = new PlaceMemory(options);
    for (const row of rowsOf(sound(1), 20, 2)) memory.add(row);
    const copy = new PlaceMemory(options, memory.state);
    for (const row of rowsOf(sound(2), 20, 4)) expect(copy.add(row)).to.deep.equal(memory.add(row));
    expect(copy.state).to.deep.equal(memory.state);
  });
});

describe('what is usual', () => {
  it('is the share of smaller values', () => {
    const usual = new UsualValues(1);
    for (let i = 0; i < 1000; i++) usual.add(i / 1000);
    expect(usual.shareBelow(0.5)).to.be.closeTo(0.5, 0.01);
    expect(usual.shareBelow(0.99)).to.be.closeTo(0.99, 0.01);
    expect(usual.shareBelow(5)).to.be.above(0.99);
  });

  it('follows the place', () => {
    const usual = new UsualValues(1);
    for (let i = 0; i < 20_000; i++) usual.add(0.1);
    for (let i = 0; i < 20_000; i++) usual.add(0.8);
    expect(usual.shareBelow(0.8)).to.be.closeTo(0.5, 0.1);
  });

  it('has no score during the first minute', () => {
    const calibration = new Calibration(1);
    for (let i = 0; i < WARM_UP; i++) expect(calibration.rate(0.1)).to.equal(undefined);
    expect(calibration.readiness).to.equal(1);
    expect(calibration.rate(0.9)).to.equal(1);
    expect(calibration.rate(0.05)).to.equal(0);
  });
});

describe('familiar sounds', () => {
  const MINUTE = 800;
  const familiar = () => rowsOf(sound(1), MINUTE, 5);

  it('reports a sound that was never heard, and not one that was', () => {
    const place = new FamiliarSounds(SIZE);
    const warm = play(place, 0, familiar());
    expect(warm.some(({ isNew }) => isNew)).to.equal(false);
    expect(place.readiness).to.equal(1);
    const known = play(place, MINUTE * ROW, rowsOf(sound(1), 60, 6));
    expect(known.some(({ isNew }) => isNew)).to.equal(false);
    const unknown = play(place, (MINUTE + 60) * ROW, rowsOf(sound(7), 60, 6));
    expect(unknown[0]).to.include({ isNew: true });
    expect(unknown[0]!.score).to.be.above(0.98);
    // By then it is known.
    expect(unknown.at(-1)!.isNew).to.equal(false);
    expect(place.kinds).to.equal(2);
  });

  it('gives the same however the sound is cut into steps', () => {
    const rows = [...familiar(), ...rowsOf(sound(7), 60, 6)];
    const played = (step: number) =>
      play(new FamiliarSounds(SIZE), 0, rows, { step }).map((moment) => ({
        ...moment,
        time: Math.round(1000 * moment.time),
      }));
    const whole = played(rows.length);
    for (const step of [1, 4, 7]) expect(played(step)).to.deep.equal(whole);
  });

  it('leaves silence out', () => {
    const place = new FamiliarSounds(SIZE);
    expect(play(place, 0, familiar(), { level: -99 })).to.deep.equal([]);
    expect(place.kinds).to.equal(0);
  });

  it('begins a moment again after a gap', () => {
    const place = new FamiliarSounds(SIZE);
    play(place, 0, rowsOf(sound(1), 4, 5));
    const [first] = play(place, 10, rowsOf(sound(1), 6, 5));
    expect(first!.time).to.equal(10);
  });

  it('continues from its state', () => {
    const place = new FamiliarSounds(SIZE);
    play(place, 0, familiar());
    const copy = new FamiliarSounds(SIZE, place.state);
    const rows = rowsOf(sound(7), 60, 6);
    expect(play(copy, 100, rows)).to.deep.equal(play(place, 100, rows));
  });
});

describe('the expected picture', () => {
  const frames = () => Float32Array.from(golden().features.flat());
  const seconds = golden().features.length * 0.02;

  it('comes nearer to a sound that is repeated', async () => {
    const picture = new ExpectedPicture(await noveltyModel());
    const errors = Array.from({ length: 6 }, (_, i) => picture.push(i * seconds, frames()).moments[0]!.value);
    expect(errors.at(-1)).to.be.below(0.9 * errors[0]!);
  });

  it('is the same however the sound is cut', async () => {
    const model = await noveltyModel();
    const all = frames();
    const whole = new ExpectedPicture(model).push(0, all);
    for (const step of [1, 5, 17]) {
      const picture = new ExpectedPicture(model);
      const pieces: Float32Array[] = [];
      const moments: ScoredMoment[] = [];
      for (let at = 0; at < all.length; at += step * BANDS) {
        const part = picture.push((at / BANDS) * 0.02, all.subarray(at, at + step * BANDS));
        pieces.push(part.frames);
        moments.push(...part.moments);
      }
      expect(pieces.flatMap((piece) => [...piece])).to.deep.equal([...whole.frames]);
      expect(moments.map(({ value }) => value)).to.deep.equal(whole.moments.map(({ value }) => value));
    }
  });

  it('does not learn when it must not', async () => {
    const picture = new ExpectedPicture(await noveltyModel());
    picture.push(0, frames(), false);
    expect(picture.kinds).to.equal(0);
  });
});

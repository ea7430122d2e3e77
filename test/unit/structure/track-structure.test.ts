import { expect } from 'chai';
import { describe, it } from 'vitest';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { BlockMeans } from '../../../src/structure/block-means.js';
import { novelty } from '../../../src/structure/novelty.js';
import { trackStructure } from '../../../src/structure/track-structure.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { sigmoidHead, softmaxHead } from '../decisions/heads.js';

const RATE = 16_000;
const HEADS = [softmaxHead('genre', ['jazz', 'rock']), sigmoidHead('events', ['music'])];

/** Sound of an instrument's notes: its overtones, their decay, and its noise. */
interface Instrument {
  readonly overtones: number;
  readonly tilt: number;
  readonly decay: number;
  readonly noise: number;
}
const FLUTE: Instrument = { overtones: 2, tilt: 2, decay: 1, noise: 0.002 };
const SAW: Instrument = { overtones: 16, tilt: 0.8, decay: 1, noise: 0.002 };
const PLUCKED: Instrument = { overtones: 8, tilt: 1, decay: 0.12, noise: 0.002 };
const DRUMS: Instrument = { overtones: 0, tilt: 1, decay: 0.08, noise: 0.5 };

/** Returns random notes of one instrument after another, each for its number of seconds. */
function track(parts: readonly (readonly [Instrument, number])[], seed = 1): Float32Array {
  const random = seededRandom(seed);
  const out: number[] = [];
  for (const [{ overtones, tilt, decay, noise }, seconds] of parts) {
    let hertz = 220;
    for (let n = 0; n < seconds * RATE; n++) {
      const t = (n % (RATE / 4)) / RATE;
      if (t === 0) hertz = 220 * 2 ** (Math.floor(random() * 12) / 12);
      let sum = noise * (random() * 2 - 1);
      for (let k = 1; k <= overtones; k++) sum += Math.sin(2 * Math.PI * hertz * k * t) / k ** tilt;
      out.push(0.2 * Math.exp(-t / decay) * sum);
    }
  }
  return Float32Array.from(out);
}

/** Returns the structure of a sound. @param belief scores at frame i: jazz (rock has the rest), and music */
function structureOf(sound: Float32Array, belief: (frame: number) => [jazz: number, music: number] = () => [0.5, 0]) {
  const features = new LogMelStream(RATE).push(sound);
  const frames = features.length / 64;
  const blocks = new BlockMeans();
  const genre = Float32Array.from({ length: 2 * frames }, (_, i) => {
    const [jazz] = belief(Math.floor(i / 2));
    return i % 2 === 0 ? jazz : 1 - jazz;
  });
  const events = Float32Array.from({ length: frames }, (_, i) => belief(i)[1]);
  for (const [from, to] of randomCuts(frames, 40, seededRandom(2)))
    if (to > from)
      blocks.add(
        features.subarray(from * 64, to * 64),
        { genre: genre.subarray(2 * from, 2 * to), events: events.subarray(from, to) },
        to - from,
      );
  return trackStructure(blocks.finish(), HEADS, sound.length / RATE);
}

const starts = (structure: ReturnType<typeof structureOf>) => structure.sections.slice(1).map(({ from }) => from);

describe('trackStructure', () => {
  it('finds where the instrument changes, within a second', () => {
    for (const [at, seed] of [
      [20, 1],
      [14, 2],
      [31, 3],
    ] as const) {
      for (const [first, second] of [
        [FLUTE, SAW],
        [SAW, PLUCKED],
        [PLUCKED, DRUMS],
      ] as const) {
        const found = starts(
          structureOf(
            track(
              [
                [first, at],
                [second, 20],
              ],
              seed,
            ),
          ),
        );
        expect(found).to.have.length(1);
        expect(found[0]).to.be.closeTo(at, 1);
      }
    }
  });

  it('finds several changes, and the sections lie without gaps', () => {
    const structure = structureOf(
      track([
        [FLUTE, 20],
        [DRUMS, 15],
        [SAW, 25],
        [PLUCKED, 20],
      ]),
    );
    const found = starts(structure);
    expect(found).to.have.length(3);
    for (const [i, at] of [20, 35, 60].entries()) expect(found[i]).to.be.closeTo(at, 1);
    expect(structure.sections[0]!.from).to.equal(0);
    expect(structure.sections.at(-1)!.to).to.equal(80);
    structure.sections.slice(1).forEach(({ from, strength }, i) => {
      expect(from).to.equal(structure.sections[i]!.to);
      expect(strength).to.be.within(0.15, 1);
    });
    expect(structure.sections[0]!.strength).to.equal(0);
  });

  it('finds a change of genre that only the scores show, and gives each genre with its uncertainty', () => {
    const belief = (frame: number): [number, number] => [frame < 25 * 50 ? 0.95 : 0.1, 0.9];
    const structure = structureOf(track([[SAW, 50]]), belief);
    const found = starts(structure);
    expect(found).to.have.length(1);
    expect(found[0]).to.be.closeTo(25, 1);
    expect(structure.sections.map(({ genre }) => genre!.label)).to.deep.equal(['jazz', 'rock']);
    expect(structure.sections[0]!.genre!.score).to.be.closeTo(0.95, 0.01);
    const [first, second] = structure.sections.map(({ genre }) => genre!.uncertainty) as [number, number];
    expect(first).to.be.lessThan(second);
    expect(structure.genre!.uncertainty).to.be.greaterThan(second);
    expect(structure.genre!.score).to.be.closeTo(0.525, 0.02);
    expect(structure.course).to.have.length(25);
    expect(structure.course.map(({ genre }) => genre!.label).indexOf('rock')).to.be.within(12, 14);
  });

  it('finds nothing in what does not change, and in what is too short or silent; no genre without music', () => {
    for (const sound of [
      track([[SAW, 60]]),
      track([[DRUMS, 60]], 5),
      track([[FLUTE, 3]]),
      new Float32Array(RATE * 30),
    ]) {
      const structure = structureOf(sound);
      expect(starts(structure)).to.deep.equal([]);
      expect(structure.genre).to.equal(null);
    }
    expect(trackStructure(new BlockMeans().finish(), HEADS, 0)).to.deep.equal({
      sections: [{ from: 0, to: 0, strength: 0, genre: null }],
      genre: null,
      course: [],
    });
  });
});

describe('BlockMeans', () => {
  /** Adds frames with their number as level and its parity as score. */
  const add = (blocks: BlockMeans, from: number, to: number) =>
    blocks.add(
      Float32Array.from({ length: 64 * (to - from) }, (_, i) => from + Math.floor(i / 64)),
      { events: Float32Array.from({ length: to - from }, (_, i) => (from + i) % 2) },
      to - from,
    );

  it('keeps half seconds, and of what is longer than it may keep whole ones, two, four, however it is cut', () => {
    for (const [frames, seconds] of [
      [0, 0.5],
      [25 * 7, 0.5],
      [25 * 8, 1],
      [25 * 8 + 30, 1],
      [25 * 16 - 1, 1],
      [25 * 16, 2],
      [25 * 64 + 260, 8],
    ] as const) {
      const blocks = new BlockMeans(8);
      for (const [from, to] of randomCuts(frames, 40, seededRandom(3))) add(blocks, from, to);
      const found = blocks.finish();
      expect(found.seconds).to.equal(seconds);
      const length = 50 * seconds;
      expect(found.means).to.have.length(Math.ceil(frames / length));
      for (const [i, { bands, scores }] of found.means.entries()) {
        const end = Math.min(frames, (i + 1) * length);
        expect(bands[63]).to.be.closeTo((i * length + end - 1) / 2, 1e-9);
        expect(scores.events![0]).to.be.closeTo(0.5, 0.5 / (end - i * length) + 1e-9);
      }
    }
  });

  it('gives each frame the scores of its row, where rows last longer than frames', () => {
    const [rows, framesPerRow] = [40, 16];
    const frames = rows * framesPerRow;
    const features = Float32Array.from({ length: 64 * frames }, (_, i) => Math.floor(i / 64));
    const scores = Float32Array.from({ length: rows }, (_, row) => row);
    for (const longest of [1, 7, rows]) {
      const blocks = new BlockMeans();
      for (const [from, to] of randomCuts(rows, longest, seededRandom(3))) {
        const step = features.subarray(64 * framesPerRow * from, 64 * framesPerRow * to);
        blocks.add(step, { events: scores.subarray(from, to) }, to - from);
      }
      const { means, seconds } = blocks.finish();
      expect(seconds).to.equal(0.5);
      expect(means).to.have.length(Math.ceil(frames / 25));
      for (const [i, { bands, scores: own }] of means.entries()) {
        const all = Array.from({ length: 25 }, (_, n) => 25 * i + n).filter((frame) => frame < frames);
        const mean = (valueOf: (frame: number) => number) =>
          all.reduce((sum, frame) => sum + valueOf(frame), 0) / all.length;
        expect(bands[0]).to.be.closeTo(
          mean((frame) => frame),
          1e-9,
        );
        expect(own.events![0]).to.be.closeTo(
          mean((frame) => Math.floor(frame / framesPerRow)),
          1e-9,
        );
      }
    }
  });

  it('gives sections and course of long recordings their true times', () => {
    const blocks = new BlockMeans(80);
    const frames = 25 * 150;
    const changed = 25 * 90;
    const features = Float32Array.from({ length: 64 * frames }, (_, i) =>
      i < 64 * changed ? 20 * Math.cos(i) : 20 * Math.sin((i % 64) / 9),
    );
    blocks.add(
      features,
      { genre: Float32Array.from({ length: 2 * frames }, () => 0.5), events: new Float32Array(frames).fill(1) },
      frames,
    );
    const structure = trackStructure(blocks.finish(), HEADS, 75);
    expect(structure.sections.map(({ from, to }) => [from, to])).to.deep.equal([
      [0, 45],
      [45, 75],
    ]);
    expect(structure.course.slice(0, 3).map(({ time }) => time)).to.deep.equal([0, 4, 8]);
  });
});

describe('novelty', () => {
  it('is highest between two halves that are opposite, and 0 in what is all the same', () => {
    const rows = Array.from({ length: 40 }, (_, i) => Float64Array.of(i < 18 ? 1 : -1, 0));
    const curve = novelty(rows, 8);
    expect(curve.indexOf(Math.max(...curve))).to.equal(18);
    expect(curve[18]).to.be.closeTo(1, 1e-9);
    expect(Math.max(...novelty(rows.slice(0, 18), 8))).to.be.lessThan(1e-9);
  });
});

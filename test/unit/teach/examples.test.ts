import { expect } from 'chai';
import { describe, it } from 'vitest';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { bandPower, toPower, toValues } from '../../../src/teach/examples/band-power.js';
import { findTakes } from '../../../src/teach/examples/takes.js';
import { trim } from '../../../src/teach/examples/trim.js';
import { variantsOf } from '../../../src/teach/examples/variants.js';
import { bandValue, silentFrames } from '../../../src/features/band-value.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { seededRandom } from '../../harness/random.js';

const RATE = 16_000;

/** Frames of beeps in noise. @param beeps start and end of each, seconds */
function beeps(seconds: number, times: readonly (readonly [number, number])[]): Float32Array {
  const random = seededRandom(4);
  const samples = Float32Array.from({ length: seconds * RATE }, (_, n) => {
    const on = times.some(([from, to]) => n / RATE >= from && n / RATE < to);
    return 0.002 * (random() - 0.5) + (on ? 0.1 * Math.sin(2 * Math.PI * 1000 * (n / RATE)) : 0);
  });
  return new LogMelStream(RATE, LOG_MEL_128).push(samples);
}

const secondsOf = ({ first, end }: { first: number; end: number }) => [first * 0.01, end * 0.01];

describe('trimming an example', () => {
  it('keeps all beeps of a rhythm, and leaves out what is before and after', () => {
    const [from, to] = secondsOf(
      trim(
        beeps(4, [
          [1, 1.2],
          [1.5, 1.7],
          [2, 2.2],
        ]),
        LOG_MEL_128,
      ),
    );
    expect(from).to.be.within(0.88, 1);
    expect(to).to.be.within(2.2, 2.4);
  });

  it('uses the stretch with the most sound if there are several', () => {
    const [from, to] = secondsOf(
      trim(
        beeps(6, [
          [0.5, 0.6],
          [3, 4],
        ]),
        LOG_MEL_128,
      ),
    );
    expect(from).to.be.within(2.88, 3);
    expect(to).to.be.within(4, 4.2);
  });

  it('uses all of a steady sound', () => {
    const frames = beeps(3, []);
    const trimmed = trim(frames, LOG_MEL_128);
    expect(secondsOf(trimmed)[1]! - secondsOf(trimmed)[0]!).to.be.above(2.5);
  });
});

describe('finding takes', () => {
  it('divides at pauses of more than 0.8 s, with some sound around each take', () => {
    const frames = beeps(8, [
      [1, 1.2],
      [1.6, 1.8],
      [3.5, 3.6],
      [6, 6.5],
    ]);
    const takes = findTakes(frames, LOG_MEL_128).map(secondsOf);
    const expected = [
      [0.7, 2.1],
      [3.2, 3.9],
      [5.7, 6.8],
    ];
    expect(takes).to.have.length(expected.length);
    takes.forEach(([from, to], i) => {
      expect(from).to.be.closeTo(expected[i]![0]!, 0.1);
      expect(to).to.be.closeTo(expected[i]![1]!, 0.1);
    });
  });

  it('finds none in a steady sound, nor in no frames', () => {
    expect(findTakes(beeps(3, []), LOG_MEL_128)).to.deep.equal([]);
    expect(findTakes(new Float32Array(), LOG_MEL_128)).to.deep.equal([]);
  });
});

describe('frames as power', () => {
  for (const features of [LOG_MEL_64, LOG_MEL_128]) {
    it(`are the same after both ways in ${features.type}`, () => {
      const frames = beeps(1, [[0.3, 0.6]]).map((value) => (features.type === 'log-mel' ? 20 * value - 40 : value));
      toValues(toPower(frames, features), features).forEach((value, i) =>
        expect(value).to.be.closeTo(frames[i]!, 2e-3),
      );
      expect(bandPower(bandValue(features.floorPower, features), features)).to.be.closeTo(
        0,
        features.floorPower * 1e-6,
      );
    });
  }
});

describe('variants of an example', () => {
  const features = LOG_MEL_128;
  const example = beeps(1, [[0, 1]]);
  const room = toValues(new Float32Array(300 * features.bands).fill(0.5), features);
  const variants = (rooms: readonly Float32Array[] = []) => [
    ...variantsOf(example, { rooms, others: [] }, features, 12, seededRandom(9)),
  ];

  it('begin with the example as it is, after silence', () => {
    const [{ frames, past, length }] = variants() as [ReturnType<typeof variants>[number]];
    const { bands } = features;
    expect(frames.subarray(past * bands, (past + length) * bands)).to.deep.equal(example);
    expect(frames.subarray(0, past * bands)).to.deep.equal(silentFrames(features, past));
    expect(frames.length / bands).to.equal(past + length + 40);
  });

  it('differ in level by up to 12 dB', () => {
    const loudest = variants().map(
      ({ frames }) => 10 * Math.log10(toPower(frames, features).reduce((a, b) => Math.max(a, b))),
    );
    const own = 10 * Math.log10(toPower(example, features).reduce((a, b) => Math.max(a, b)));
    for (const level of loudest) expect(Math.abs(level - own)).to.be.below(12 + 4);
    expect(Math.max(...loudest) - Math.min(...loudest)).to.be.above(8);
  });

  it('have the room mixed in, 0 to 20 dB below the sound', () => {
    const mixed = variants([room]).filter((_, i) => i % 2 === 1);
    for (const { frames, past } of mixed) {
      const before = toPower(frames.subarray(0, past * features.bands), features);
      const highest = before.reduce((a, b) => Math.max(a, b));
      const lowest = before.reduce((a, b) => Math.min(a, b));
      expect(lowest).to.be.above(0);
      expect(highest / lowest).to.be.below(1.01); // this room is even
    }
  });

  it('are the same for the same seed, and begin at different phases', () => {
    expect(variants([room])).to.deep.equal(variants([room]));
    expect(new Set(variants().map(({ past }) => past % 32)).size).to.be.above(5);
  });
});

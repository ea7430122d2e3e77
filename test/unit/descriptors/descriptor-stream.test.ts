import { expect } from 'chai';
import { describe, it } from 'vitest';
import { SCALAR_DESCRIPTORS, type Descriptors } from '../../../src/descriptors/descriptors.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { clicks } from './clicks.js';
import { describeSound } from './describe.js';

const arraysOf = (all: Descriptors) =>
  [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma', 'tempo'].map((name) => all[name as 'mfcc']);

const tone = (rate: number, hz: number, seconds = 0.2) =>
  Float32Array.from({ length: rate * seconds }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hz * n) / rate));

describe('DescriptorStream', () => {
  for (const rate of [8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]) {
    it(`gives identical descriptors for every cutting of the input at ${String(rate)} Hz`, () => {
      const random = seededRandom(rate);
      const sound = Float32Array.from({ length: Math.round(rate * 0.61) }, () => random() * 2 - 1);
      const whole = describeSound([sound], rate);
      expect(whole.frames).to.equal(29);
      for (const longest of [127, 128, 4096]) {
        const pieces = randomCuts(sound.length, longest, random).map(([from, to]) => sound.subarray(from, to));
        expect(describeSound(pieces, rate)).to.deep.equal(whole);
      }
    });
  }

  it('follows the same beats for every cutting of the input', () => {
    const sound = clicks(16_000, 132, 9);
    const whole = describeSound([sound], 16_000);
    expect(whole.beats.length).to.be.greaterThan(5);
    const pieces = randomCuts(sound.length, 5000, seededRandom(3)).map(([from, to]) => sound.subarray(from, to));
    expect(describeSound(pieces, 16_000).beats).to.deep.equal(whole.beats);
  });

  it('is finite for silence, clipping and the loudest float32, and 0 for silence where it can be', () => {
    const silence = describeSound([new Float32Array(48_000)], 48_000);
    for (const name of SCALAR_DESCRIPTORS) {
      expect([...new Set(silence[name])], name).to.deep.equal([name === 'flatness' ? 1 : 0]);
    }
    expect(silence.chroma.every((value) => value === 0)).to.equal(true);
    expect(silence.beats).to.deep.equal([]);
    for (const sound of [
      new Float32Array(9600).fill(3.4e38),
      tone(48_000, 440).map((x) => Math.sign(x)),
      silenceThenNoise(),
    ])
      for (const values of arraysOf(describeSound([sound], 48_000)))
        expect(values.every((value) => Number.isFinite(value))).to.equal(true);
  });

  it('gives the same values for a tone at every sample rate', () => {
    for (const rate of [16_000, 22_050, 44_100, 48_000, 96_000]) {
      const { centroid, rms, chroma, mfcc } = describeSound([tone(rate, 880)], rate);
      expect(rms[4], `${rate}`).to.be.closeTo(0.5 / Math.SQRT2, 0.005);
      expect(centroid[4], `${rate}`).to.be.closeTo(880, 60);
      expect(chroma.subarray(4 * 12, 5 * 12).indexOf(1), `${rate}`).to.equal(9); // A
      expect(mfcc[4 * 20], `${rate}`).to.be.closeTo(describeSound([tone(48_000, 880)], 48_000).mfcc[4 * 20]!, 60);
    }
  });

  it('puts each semitone from A3 on into its pitch class', () => {
    for (let semitone = 0; semitone < 48; semitone++) {
      const { chroma } = describeSound([tone(44_100, 220 * 2 ** (semitone / 12))], 44_100);
      expect(chroma.subarray(4 * 12, 5 * 12).indexOf(1), `${semitone} above A3`).to.equal((9 + semitone) % 12);
    }
  });
});

function silenceThenNoise(): Float32Array {
  const random = seededRandom(1);
  return Float32Array.from({ length: 48_000 }, (_, n) => (n < 24_000 ? 0 : random() - 0.5));
}

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { silentFrames } from '../../../src/features/band-value.js';
import { analysedBand, framesWithin, missingBands, usedBands } from '../../../src/features/frame-geometry.js';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { melEdges } from '../../../src/features/mel-filterbank.js';
import { randomCuts, seededRandom } from '../../harness/random.js';

const { bands: BANDS, fLimit: LIMIT } = LOG_MEL_128;
/** Sample rates under test, Hz. At some of them 10 ms is not a whole number of samples. */
const RATES = [8000, 11_025, 16_000, 22_050, 32_000, 37_801, 44_100, 48_000, 96_000, 192_000];
/** Value of silence. */
const SILENCE = silentFrames(LOG_MEL_128)[0]!;
/** Decibels per unit: a value is (ln(power) + 4.5) / 5. */
const DECIBELS = 50 / Math.LN10;

const stream = (rate: number) => new LogMelStream(rate, LOG_MEL_128);

/** Returns noise of half a unit per sample. */
function noise(rate: number, seconds: number): Float32Array {
  const random = seededRandom(rate);
  return Float32Array.from({ length: Math.round(rate * seconds) }, () => random() - 0.5);
}

describe('LogMelStream with the geometry of the trunk', () => {
  for (const rate of RATES) {
    it(`gives identical frames for every cutting of the input at ${String(rate)} Hz`, () => {
      const random = seededRandom(rate);
      const input = noise(rate, 0.21);
      const whole = stream(rate).push(input);
      expect(whole.length).to.equal(19 * BANDS);
      for (const longest of [1, 127, 4096]) {
        const cutting = stream(rate);
        const length = longest === 1 ? Math.min(input.length, 4000) : input.length;
        const cut = randomCuts(length, longest, random).flatMap(([a, b]) => [...cutting.push(input.subarray(a, b))]);
        expect(cut).to.deep.equal([...whole.subarray(0, cut.length)]);
        expect(cutting.frameCount).to.equal(framesWithin(cutting.geometry, length));
      }
    });

    it(`is silent above 7.8 kHz and above half the sample rate at ${String(rate)} Hz, and only there`, () => {
      const edges = melEdges(LOG_MEL_128);
      const loud = stream(rate).push(noise(rate, 0.2));
      loud.forEach((value, i) => {
        const [left, right] = [edges[i % BANDS]!, edges[(i % BANDS) + 2]!];
        if (right > LIMIT || left > 1.01 * (rate / 2)) expect(value).to.equal(SILENCE);
        else if (right < rate / 2) expect(value).to.be.above(SILENCE);
      });
      const silent = stream(rate).push(new Float32Array(rate / 5));
      expect(silent.every((value) => value === SILENCE)).to.equal(true);
    });
  }

  it('has 102 bands below 7.8 kHz, and misses those of them that a low rate has no place for', () => {
    expect(melEdges(LOG_MEL_128).findIndex((edge) => edge > LIMIT)).to.equal(102 + 2);
    expect(usedBands(LOG_MEL_128)).to.equal(102);
    expect(usedBands(LOG_MEL_64)).to.equal(64);
    expect(analysedBand(LOG_MEL_128)).to.deep.equal({ low: 0, high: 7800 });
    expect(analysedBand(LOG_MEL_64)).to.deep.equal({ low: 60, high: 7800 });
    for (const rate of RATES) {
      const edges = melEdges(LOG_MEL_128).subarray(2, 102 + 2);
      const missing = edges.filter((edge) => edge > rate / 2).length;
      expect(missingBands(rate, LOG_MEL_128)).to.equal(missing);
      expect(missing > 0).to.equal(rate < 15_600);
    }
    expect(missingBands(8000, LOG_MEL_128)).to.be.within(25, 35);
  });

  it('agrees across sample rates within 0.15 dB on average, and within 1.5 dB in 99 of 100 values', () => {
    const random = seededRandom(7);
    const tones = Array.from({ length: 150 }, () => ({
      hz: 40 + 7400 * random() ** 2,
      amplitude: 10 ** (-1 - 2 * random()),
      phase: 2 * Math.PI * random(),
    }));
    const render = (rate: number) =>
      stream(rate).push(
        Float32Array.from({ length: Math.round(rate * 0.4) }, (_, n) =>
          tones.reduce(
            (sum, { hz, amplitude, phase }) => sum + amplitude * Math.sin((2 * Math.PI * hz * n) / rate + phase),
            0,
          ),
        ),
      );
    const reference = render(48_000);
    for (const rate of RATES.filter((one) => one >= 16_000)) {
      const features = render(rate);
      const differences = [...reference.subarray(0, features.length)]
        .flatMap((value, i) => (value > SILENCE + 0.2 ? [DECIBELS * Math.abs(value - features[i]!)] : []))
        .sort((a, b) => a - b);
      expect(differences.length).to.be.greaterThan(3000);
      const mean = differences.reduce((a, b) => a + b) / differences.length;
      expect(mean, `${String(rate)} Hz`).to.be.below(0.15);
      expect(differences[Math.floor(0.99 * differences.length)], `${String(rate)} Hz`).to.be.below(1.5);
    }
  });

  it('uses 0 for NaN and infinities', () => {
    const dirty = noise(16_000, 0.2);
    const zeroed = dirty.slice();
    dirty.set([NaN, Infinity, -Infinity], 1000);
    zeroed.fill(0, 1000, 1003);
    expect([...stream(16_000).push(dirty)]).to.deep.equal([...stream(16_000).push(zeroed)]);
  });

  it('stays finite for the loudest float32', () => {
    expect(stream(48_000).push(new Float32Array(9600).fill(3.4e38)).every(Number.isFinite)).to.equal(true);
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { BANDS } from '../../../src/features/log-mel-parameters.js';
import { framesWithin, frameStart, missingBands } from '../../../src/features/frame-geometry.js';
import { melEdges } from '../../../src/features/mel-filterbank.js';
import { randomCuts, seededRandom } from '../../harness/random.js';

/** Sample rates whose half lies above every band, Hz. */
const FULL_RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000];
/** All sample rates under test, Hz. At some of them 20 ms is not a whole number of samples. */
const RATES = [8000, 11_025, 12_000, 37_801, ...FULL_RATES];

const sine = (rate: number, seconds: number, hz: number, amplitude: number) =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / rate),
  );

const frame = (features: Float32Array, i: number) => features.subarray(i * BANDS, (i + 1) * BANDS);
const power = (db: number) => 10 ** (db / 10);

/**
 * Computes by fine integration the power of a unit-power tone at `hz` that falls into a triangle.
 * @param window length of the Hann window, seconds
 */
function toneInTriangle(hz: number, [left, peak, right]: [number, number, number], window: number): number {
  const sinc = (x: number) => (Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const hann = (x: number) => 0.5 * sinc(x) + 0.25 * (sinc(x - 1) + sinc(x + 1));
  let inside = 0;
  let total = 0;
  const step = 0.05;
  for (let f = hz - 2000; f < hz + 2000; f += step) {
    const density = hann((f - hz) * window) ** 2;
    total += density;
    if (f > left && f < right)
      inside += density * (f <= peak ? (f - left) / (peak - left) : (right - f) / (right - peak));
  }
  return inside / total;
}

describe('LogMelStream', () => {
  for (const rate of RATES) {
    it(`gives identical frames for every cutting of the input at ${String(rate)} Hz`, () => {
      const random = seededRandom(rate);
      const input = Float32Array.from({ length: Math.round(rate * 0.41) }, () => random() * 2 - 1);
      const whole = new LogMelStream(rate).push(input);
      expect(whole.length).to.equal(19 * BANDS);
      for (const longest of [1, 127, 128, 4096]) {
        const stream = new LogMelStream(rate);
        const parts = randomCuts(longest === 1 ? Math.min(input.length, 4000) : input.length, longest, random).map(
          ([a, b]) => stream.push(input.subarray(a, b)),
        );
        const cut = parts.flatMap((part) => [...part]);
        expect(cut).to.deep.equal([...whole.subarray(0, cut.length)]);
        expect(stream.frameCount * BANDS).to.equal(cut.length);
      }
    });

    it(`puts a tone of known level into the right band with the right power at ${String(rate)} Hz`, () => {
      const edges = melEdges();
      for (const band of [3, 20, 40, 55, 62]) {
        const hz = edges[band + 1]!;
        if (edges[band + 3]! > rate / 2) continue;
        const stream = new LogMelStream(rate);
        const features = stream.push(sine(rate, 0.2, hz, 0.1));
        const middle = [...frame(features, 4)];
        expect(middle.indexOf(Math.max(...middle))).to.equal(band);
        const fraction = toneInTriangle(hz, [edges[band]!, hz, edges[band + 2]!], stream.geometry.window / rate);
        const expected = 10 * Math.log10((0.1 ** 2 / 2) * fraction);
        expect(middle[band]).to.be.closeTo(expected, 0.5);
        // Neighbouring triangles add up to 1, so the bands together contain the tone's whole power.
        const total = 10 * Math.log10(middle.reduce((sum, db) => sum + power(db), 0));
        if (band > 3) expect(total).to.be.closeTo(10 * Math.log10(0.1 ** 2 / 2), 0.5);
      }
    });
  }

  it('agrees across sample rates within 0.3 dB on average over bands above −70 dB', () => {
    const random = seededRandom(7);
    // Band-limited to 7.6 kHz: 150 tones of random frequency, level and phase, sampled at exact times at every rate.
    const tones = Array.from({ length: 150 }, () => ({
      hz: 70 + 7500 * random() ** 2,
      amplitude: 10 ** (-(20 + 40 * random()) / 20),
      phase: 2 * Math.PI * random(),
    }));
    const render = (rate: number) =>
      new LogMelStream(rate).push(
        Float32Array.from({ length: Math.round(rate * 0.6) }, (_, n) =>
          tones.reduce(
            (sum, { hz, amplitude, phase }) => sum + amplitude * Math.sin((2 * Math.PI * hz * n) / rate + phase),
            0,
          ),
        ),
      );
    const reference = render(48_000);
    for (const rate of FULL_RATES) {
      const features = render(rate);
      const count = Math.min(features.length, reference.length);
      const differences = [...reference.subarray(0, count)].flatMap((db, i) =>
        db > -70 ? [Math.abs(db - features[i]!)] : [],
      );
      expect(differences.length).to.be.greaterThan(500);
      const mean = differences.reduce((a, b) => a + b) / differences.length;
      expect(mean, `${String(rate)} Hz`).to.be.lessThan(0.3);
    }
  });

  for (const rate of RATES) {
    it(`begins within a stream with the first whole frame, at ${String(rate)} Hz`, () => {
      const random = seededRandom(rate);
      const input = Float32Array.from({ length: Math.round(rate * 0.41) }, () => random() * 2 - 1);
      const whole = new LogMelStream(rate).push(input);
      const { geometry } = new LogMelStream(rate);
      const late = new LogMelStream(rate);
      const hop = Math.round(geometry.hop);
      for (const position of [
        0,
        1,
        hop - 1,
        hop,
        hop + 1,
        ...Array.from({ length: 20 }, () => random() * 0.3 * rate),
      ]) {
        const from = Math.floor(position);
        const first = Array.from({ length: 20 }, (_, i) => i).find((i) => frameStart(geometry, i) >= from)!;
        late.seek(from);
        expect(late.frameCount).to.equal(first);
        const cuts = randomCuts(input.length - from, 900, random);
        const frames = cuts.flatMap(([a, b]) => [...late.push(input.subarray(from + a, from + b))]);
        expect(frames).to.deep.equal([...whole.subarray(first * BANDS)]);
        expect(late.frameCount).to.equal(19);
      }
      late.reset();
      expect(late.push(input)).to.deep.equal(whole);
    });
  }

  it('has silence in the bands that a low rate has no place for, counts them, and the same as ever in the others', () => {
    const random = seededRandom(8);
    const tones = Array.from({ length: 60 }, () => ({ hz: 70 + 3500 * random(), phase: 2 * Math.PI * random() }));
    const render = (rate: number) =>
      new LogMelStream(rate).push(
        Float32Array.from({ length: Math.round(rate * 0.6) }, (_, n) =>
          tones.reduce((sum, { hz, phase }) => sum + 0.01 * Math.sin((2 * Math.PI * hz * n) / rate + phase), 0),
        ),
      );
    const reference = render(48_000);
    expect(FULL_RATES.map((rate) => missingBands(rate))).to.deep.equal(FULL_RATES.map(() => 0));
    expect(missingBands(8000)).to.be.within(15, 25);
    for (const rate of [8000, 11_025, 12_000]) {
      const low = render(rate);
      const there = BANDS - missingBands(rate);
      expect(low.length).to.equal(reference.length);
      const beyond = melEdges().findIndex((edge) => edge > rate / 2);
      expect(low.every((db, i) => i % BANDS < beyond || db === -100)).to.equal(true);
      const differences = [...reference].flatMap((db, i) =>
        i % BANDS < there && db > -70 ? [Math.abs(db - low[i]!)] : [],
      );
      expect(differences.length).to.be.greaterThan(500);
      expect(differences.reduce((a, b) => a + b) / differences.length).to.be.lessThan(0.5);
    }
  });

  it('knows how many frames there are before it has made them', () => {
    for (const rate of RATES) {
      const stream = new LogMelStream(rate);
      const sample = new Float32Array(1);
      for (let pushed = 1; pushed <= rate * 0.1; pushed++) {
        stream.push(sample);
        if (stream.frameCount !== framesWithin(stream.geometry, pushed))
          expect.fail(`${rate} Hz, ${pushed} samples: ${stream.frameCount} frames`);
      }
    }
  });

  it('is −100 dB in every band for silence', () => {
    expect([...new LogMelStream(44_100).push(new Float32Array(4410))].every((db) => db === -100)).to.equal(true);
  });

  it('takes NaN and infinities for zero, and the frames after them are as if nothing had happened', () => {
    const clean = sine(16_000, 0.5, 1000, 0.5);
    const dirty = clean.slice();
    dirty[1000] = NaN;
    dirty[1001] = Infinity;
    dirty[1002] = -Infinity;
    const zeroed = clean.slice();
    zeroed.fill(0, 1000, 1003);
    const features = new LogMelStream(16_000).push(dirty);
    expect(features.every(Number.isFinite)).to.equal(true);
    expect([...features]).to.deep.equal([...new LogMelStream(16_000).push(zeroed)]);
  });

  it('stays finite for clipped input and for the loudest float32', () => {
    const clipped = sine(48_000, 0.2, 440, 30).map((x) => Math.max(-1, Math.min(1, x)));
    const huge = new Float32Array(9600).fill(3.4e38);
    expect(new LogMelStream(48_000).push(clipped).every(Number.isFinite)).to.equal(true);
    expect(new LogMelStream(48_000).push(huge).every(Number.isFinite)).to.equal(true);
  });

  it('starts from scratch after reset', () => {
    const input = sine(32_000, 0.1, 700, 0.3);
    const stream = new LogMelStream(32_000);
    const first = stream.push(input);
    stream.reset();
    expect(stream.frameCount).to.equal(0);
    expect([...stream.push(input)]).to.deep.equal([...first]);
  });

  it('refuses rates it is not defined for', () => {
    for (const rate of [0, -1, NaN, Infinity, 7999, 192_001, 384_000]) {
      expect(() => new LogMelStream(rate), String(rate))
        .to.throw(PinnaError)
        .with.property('code', 'unsupported-sample-rate');
    }
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { bandValue, silentFrames } from '../../../src/features/band-value.js';
import { LOG_MEL_64, LOG_MEL_128 } from '../../../src/features/log-mel-parameters.js';
import type { Normalisation } from '../../../src/teach/data/normalisation.js';
import { seededRandom } from '../../../src/teach/data/seeded-random.js';
import { FaderBank, FADER_SECONDS } from '../../../src/teach/faders/fader-bank.js';
import { FRAME_DESCRIPTORS, RowDescriber } from '../../../src/teach/examples/frame-descriptors.js';
import { learnFader, type FaderExample } from '../../../src/teach/faders/learn-fader.js';
import { rankCorrelation } from '../../../src/teach/faders/rank-correlation.js';
import { predicted, RidgeSums, type RidgeRow } from '../../../src/teach/faders/ridge.js';
import { faderProperty, type TaughtFader } from '../../../src/teach/file/taught-fader.js';
import { parseTaughtFile, writeTaughtFile, type TaughtSet } from '../../../src/teach/file/taught-file.js';
import { fromLinkPayload, toLinkPayload } from '../../../src/teach/file/taught-link.js';
import { normal, taughtClass } from './made-up.js';
import { codeOf } from './code-of.js';

const SIZE = 12;
const DESCRIPTORS = FRAME_DESCRIPTORS.length;
const FEATURES = LOG_MEL_64;
const ROW_SECONDS = 0.02;

/** A fader of any values. */
function fader(name: string, seed: number): TaughtFader {
  const random = seededRandom(seed);
  const values = (length: number) => Float32Array.from({ length }, () => 0.1 * normal(random));
  return {
    ...{ name, weights: values(SIZE), descriptors: values(DESCRIPTORS), bias: 0.5 },
    figures: { examples: 6, correlation: seed % 2 === 0 ? null : 0.75 },
  };
}

/** Examples whose number depends on one value of the embedding. */
function examples(count: number, noise: number, seed = 5): FaderExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const values = Float32Array.from({ length: SIZE + DESCRIPTORS }, () => normal(random));
    const target = Math.min(1, Math.max(0, 0.5 + 0.2 * values[3]! + noise * normal(random)));
    return { values, target, key: String(i) };
  });
}

describe('rank correlation', () => {
  it('is 1 for the same order, −1 for the opposite one, and uses mean ranks for ties', () => {
    expect(rankCorrelation([1, 2, 3, 4], [2, 4, 8, 9])).to.be.closeTo(1, 1e-12);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).to.be.closeTo(-1, 1e-12);
    expect(rankCorrelation([1, 2, 2, 4, 5], [3, 1, 4, 4, 5])).to.be.closeTo(29 / 38, 1e-12);
    expect(rankCorrelation([1, 1, 1, 1], [1, 2, 3, 4])).to.equal(null);
    expect(rankCorrelation([1, 2, 3], [1, 2, 3])).to.equal(null);
  });
});

describe('ridge regression', () => {
  it('gives the exact line with a tiny penalty, and the mean with a huge one', () => {
    const rows: RidgeRow[] = [0, 1, 2, 5].map((x) => ({ values: [x, 7], target: 2 * x - 1 }));
    const line = new RidgeSums(2, rows).fit(1e-9);
    expect(predicted(line, [3, 7])).to.be.closeTo(5, 1e-6);
    expect(predicted(new RidgeSums(2, rows).fit(1e9), [3, 7])).to.be.closeTo(3, 1e-6);
  });

  it('is the same without rows as if they had never been there', () => {
    const rows = examples(9, 0.1);
    const rest = new RidgeSums(SIZE + DESCRIPTORS, rows).without(new RidgeSums(SIZE + DESCRIPTORS, rows.slice(6)));
    const direct = new RidgeSums(SIZE + DESCRIPTORS, rows.slice(0, 6));
    const [a, b] = [rest.fit(0.3), direct.fit(0.3)];
    a.weights.forEach((weight, i) => expect(weight).to.be.closeTo(b.weights[i]!, 1e-9));
    expect(a.bias).to.be.closeTo(b.bias, 1e-9);
  });
});

describe('learning a fader', () => {
  it('finds what the numbers depend on, and says so', () => {
    const { weights, figures } = learnFader('energy', examples(40, 0.03));
    const largest = weights.reduce((best, weight, k) => (Math.abs(weight) > Math.abs(weights[best]!) ? k : best), 0);
    expect(largest).to.equal(3);
    expect(figures.examples).to.equal(40);
    expect(figures.correlation).to.be.above(0.8);
  });

  it('claims nothing for numbers without a cause', () => {
    const random = seededRandom(9);
    const senseless = examples(40, 0).map((one) => ({ ...one, target: random() }));
    expect(learnFader('luck', senseless).figures.correlation).to.be.below(0.4);
  });

  it('leaves all examples of a recording out together', () => {
    const random = seededRandom(2);
    // Two stretches of a recording are nearly the same, so if only one of them were left out, the other one would predict its number.
    const senseless = examples(12, 0).flatMap((one) => {
      const target = random();
      return [one, { ...one, values: one.values.map((value) => value + 0.01 * normal(random)) }].map((half) => ({
        ...half,
        target,
      }));
    });
    expect(learnFader('luck', senseless).figures.correlation).to.be.below(0.5);
  });

  it('refuses examples that all have the same number', () => {
    const same = examples(5, 0).map((one) => ({ ...one, target: 0.5 }));
    expect(codeOf(() => learnFader('x', same))).to.equal('bad-option');
    expect(codeOf(() => learnFader('x', []))).to.equal('bad-option');
  });

  it('has no correlation with fewer than four examples', () => {
    expect(learnFader('x', examples(3, 0)).figures.correlation).to.equal(null);
  });
});

describe('frame descriptors', () => {
  const level = (frames: Float32Array, features = LOG_MEL_64 as typeof LOG_MEL_64 | typeof LOG_MEL_128) =>
    new RowDescriber(features).push(frames, 1);

  it('rise with the level by the same amount for each dB, in both geometries', () => {
    for (const features of [LOG_MEL_64, LOG_MEL_128]) {
      const at = (power: number) =>
        level(new Float32Array(features.bands).fill(bandValue(power + features.floorPower, features)), features)[0]!;
      const [a, b, c] = [at(1), at(10), at(100)];
      expect(b - a).to.be.above(1);
      expect(c - b).to.be.closeTo(b - a, 1e-3);
    }
  });

  it('distinguish low from high, tone from noise and a rise from rest', () => {
    const tone = (band: number) => {
      const frame = silentFrames(FEATURES);
      frame[band] = -20;
      return frame;
    };
    const [low, high, noise] = [level(tone(5)), level(tone(50)), level(new Float32Array(64).fill(-20))];
    expect(high[1]!).to.be.above(low[1]! + 5);
    expect(noise[2]!).to.be.closeTo(0, 1e-3);
    expect(low[2]!).to.be.below(-5);
    const describer = new RowDescriber(FEATURES);
    const rises = describer.push(Float32Array.from([...tone(5), ...tone(5), ...tone(50)]), 3);
    expect([rises[3], rises[3 + DESCRIPTORS]]).to.deep.equal([0, 0]);
    expect(rises[3 + 2 * DESCRIPTORS]).to.be.above(0.5);
  });
});

describe('a bank of faders', () => {
  const random = seededRandom(4);
  const width = 20;
  const values = (length: number) => Float32Array.from({ length }, () => normal(random));
  const normalisation: Normalisation = { width, size: SIZE, mean: values(width), projection: values(SIZE * width) };
  const rows = 60;
  const embedding = values(rows * width);
  const frames = values(rows * FEATURES.bands).map((value) => -40 + 10 * value);
  const bank = () => new FaderBank([fader('energy', 1), fader('tension', 3)], normalisation, FEATURES);
  const cut = (from: number, to: number, time = from * ROW_SECONDS) =>
    [
      embedding.subarray(from * width, to * width),
      frames.subarray(from * FEATURES.bands, to * FEATURES.bands),
      time,
      ROW_SECONDS,
    ] as const;

  it('gives the same values however the rows are cut into steps, all from 0 to 1', () => {
    const whole = bank().push(...cut(0, rows));
    const steps = bank();
    const parts = [0, 1, 8, 35, rows - 1].map((from, i, all) => steps.push(...cut(from, all[i + 1] ?? rows)));
    for (const name of ['energy', 'tension']) {
      const joined = parts.flatMap((part) => Array.from(part[name]!));
      expect(whole[name]).to.have.length(rows);
      joined.forEach((value, i) => expect(value).to.be.closeTo(whole[name]![i]!, 1e-6));
      expect(joined.every((value) => value >= 0 && value <= 1)).to.equal(true);
    }
    expect(whole.energy!.buffer).to.equal(whole.tension!.buffer);
  });

  it('is smoothed, forgets across a long gap, and begins again when time jumps back', () => {
    const smooth = bank();
    const { energy } = smooth.push(...cut(0, rows));
    const step = Math.max(...energy!.slice(1).map((value, i) => Math.abs(value - energy![i]!)));
    expect(step).to.be.below(0.1);
    const first = bank().push(...cut(10, 11)).energy![0]!;
    const afterGap = smooth.push(...cut(10, 11, rows * ROW_SECONDS + 20 * FADER_SECONDS)).energy![0]!;
    expect(afterGap).to.be.closeTo(first, 1e-5);
    expect(smooth.push(...cut(10, 11, 0)).energy![0]!).to.be.closeTo(first, 1e-6);
  });
});

describe('faders in files and links', () => {
  const set: TaughtSet = {
    network: 'ab'.repeat(32),
    licence: 'Any.',
    classes: [taughtClass('kettle', 1, SIZE)],
    faders: [fader('energy', 1), fader('Wie nah?', 2)],
  };

  it('return as they were written, also without any sound', () => {
    for (const one of [set, { ...set, classes: [] }]) {
      const read = parseTaughtFile(writeTaughtFile(one));
      expect(read.classes).to.have.length(one.classes.length);
      expect(parseTaughtFile(writeTaughtFile(read))).to.deep.equal(read);
      const linked = fromLinkPayload(toLinkPayload(read));
      read.faders!.forEach((written, f) => {
        const [original, link] = [one.faders![f]!, linked.faders![f]!];
        expect([written.name, link.name]).to.deep.equal([original.name, original.name]);
        expect([written.figures, link.figures]).to.deep.equal([original.figures, original.figures]);
        const largest = Math.max(...original.weights.map(Math.abs));
        written.weights.forEach((weight, k) => {
          expect(weight).to.be.closeTo(original.weights[k]!, largest / 250);
          expect(link.weights[k]).to.be.closeTo(weight, 1e-5);
        });
        expect(link.descriptors[2]).to.be.closeTo(original.descriptors[2]!, 1e-5);
      });
    }
    expect(parseTaughtFile(writeTaughtFile({ ...set, faders: [] }))).to.not.have.property('faders');
  });

  it('are refused with a code if they are damaged', () => {
    const changed = (change: (first: Record<string, unknown>, file: Record<string, unknown>) => void) => {
      const file = JSON.parse(writeTaughtFile(set)) as Record<string, unknown>;
      change((file.faders as Record<string, unknown>[])[0]!, file);
      return JSON.stringify(file);
    };
    const bad = [
      changed((_, file) => (file.faders = 'x')),
      changed((_, file) => (file.faders = Array.from({ length: 9 }, (__, i) => fader(`f${String(i)}`, 1)))),
      changed((first, file) => (file.faders = [first, { ...first, name: 'Energy!' }, { ...first, name: 'energy-' }])),
      changed((first) => (first.name = 'a\u0000')),
      changed((first) => (first.weights = '1 AAAA')),
      changed((first) => (first.descriptors = [1, 2])),
      changed((first) => (first.descriptors = [1, 2, 3, null])),
      changed((first) => (first.bias = 'x')),
      changed((first) => (first.figures = { examples: 5, correlation: 2 })),
      changed((first) => (first.figures = null)),
    ];
    for (const text of bad)
      expect(
        codeOf(() => parseTaughtFile(text)),
        text.slice(-200),
      ).to.equal('bad-taught-file');
    const payload = toLinkPayload(parseTaughtFile(writeTaughtFile(set)));
    expect(codeOf(() => fromLinkPayload(payload.slice(0, -4)))).to.equal('bad-taught-file');
    expect(codeOf(() => fromLinkPayload(`${payload}AAAA`))).to.equal('bad-taught-file');
  });

  it('have names that CSS allows', () => {
    expect(faderProperty('Energy')).to.equal('--pinna-fader-energy');
    expect(faderProperty('How close; }')).to.equal('--pinna-fader-how-close-');
    expect(faderProperty('Nähe')).to.equal('--pinna-fader-nähe');
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { calibrate } from '../../../src/teach/learning/calibration.js';
import { momentsOf } from '../../../src/teach/learning/moments.js';
import { discriminant } from '../../../src/teach/learning/discriminant.js';
import { foldsOf, wholeMaterial } from '../../../src/teach/learning/folds.js';
import { learn, learning } from '../../../src/teach/learning/learn.js';
import { logitOf, pooledScore, sigmoid } from '../../../src/teach/learning/linear-softmax.js';
import { valuesOf } from '../../../src/teach/learning/linear.js';
import { logisticRegression } from '../../../src/teach/learning/logistic.js';
import { ROOM_WEIGHT, sideWeights } from '../../../src/teach/learning/material.js';
import { minimise } from '../../../src/teach/learning/minimise.js';
import { distance, penalty, radiusOf } from '../../../src/teach/learning/open-set.js';
import { highestIn, peakIn, peakOf, rowLogits } from '../../../src/teach/learning/row-logits.js';
import { atOnce } from '../../../src/teach/learning/slices.js';
import { solvePositive } from '../../../src/teach/learning/solve.js';
import { SOUNDS_AN_HOUR, thresholdFor } from '../../../src/teach/learning/threshold.js';
import { seededRandom } from '../../harness/random.js';
import { CENTRE, examplesAt, material, normal, realMaterial, rowsAround, SIZE } from './made-up.js';

describe('the parts of learning a sound', () => {
  it('solve a positive system', () => {
    const matrix = Float64Array.of(4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2);
    const x = [1.5, -2, 0.25];
    const right = [0, 1, 2].map((row) => x.reduce((sum, value, k) => sum + matrix[row * 3 + k]! * value, 0));
    solvePositive(matrix.slice(), right).forEach((value, k) => expect(value).to.be.closeTo(x[k]!, 1e-12));
  });

  it('minimise: the bottom of a long valley', () => {
    const rosenbrock = (x: Float64Array, gradient: Float64Array) => {
      const [a, b] = [1 - x[0]!, x[1]! - x[0]! ** 2];
      gradient[0] = -2 * a - 400 * x[0]! * b;
      gradient[1] = 200 * b;
      return a * a + 100 * b * b;
    };
    const values: number[] = [];
    const x = minimise(rosenbrock, Float64Array.of(-1.2, 1), 200, (value) => values.push(value));
    expect(x[0]).to.be.closeTo(1, 1e-2);
    expect(x[1]).to.be.closeTo(1, 2e-2);
    expect(values).to.deep.equal([...values].sort((a, b) => b - a));
  });

  it('pool scores so that a few sure rows suffice, with the right gradient', () => {
    const logits = Float64Array.of(-4, -3, 5, -4, -6);
    const gradient = new Float64Array(5);
    const pooled = pooledScore(logits, gradient);
    expect(pooled).to.be.above(0.85);
    logits.forEach((_, i) => {
      const [up, down] = [logits.slice(), logits.slice()];
      up[i]! += 1e-5;
      down[i]! -= 1e-5;
      expect(gradient[i]).to.be.closeTo((pooledScore(up) - pooledScore(down)) / 2e-5, 1e-6);
    });
    expect(logitOf(sigmoid(1.25))).to.be.closeTo(1.25, 1e-9);
  });

  it('weigh both sides by the number of examples, not of rows', () => {
    const one = wholeMaterial(material(1), ROOM_WEIGHT);
    const ten = wholeMaterial(material(10), ROOM_WEIGHT);
    expect(sideWeights(one).alpha / sideWeights(one).beta).to.be.closeTo(
      10 * (sideWeights(ten).alpha / sideWeights(ten).beta),
      1e-9,
    );
    const [single] = one.positives;
    const longer = { ...one, positives: [[...single!, ...single!]] };
    expect(sideWeights(longer)).to.deep.equal(sideWeights(one));
  });

  it('sum up rows once, so that mean and covariance follow exactly, however often they take part', () => {
    const { values } = rowsAround(CENTRE, 30, 1, seededRandom(8));
    const size = SIZE;
    const moments = atOnce(momentsOf(values, size));
    expect(moments.count).to.equal(30);
    let at = 0;
    for (let k = 0; k < size; k++) {
      const column = (of: number) => Array.from({ length: 30 }, (_, row) => values[row * size + of]!);
      expect(moments.sum[k]).to.be.closeTo(
        column(k).reduce((sum, value) => sum + value, 0),
        1e-9,
      );
      for (let j = 0; j <= k; j++) {
        const products = column(k).reduce((sum, value, row) => sum + value * column(j)[row]!, 0);
        expect(moments.products[at++]).to.be.closeTo(products, 1e-9);
      }
    }
    expect(moments.products).to.have.length(at);
    expect(atOnce(momentsOf(values, size))).to.equal(moments);
  });

  it('find the direction of a sound from one example', () => {
    const random = seededRandom(5);
    const linear = atOnce(discriminant(wholeMaterial(material(1), ROOM_WEIGHT)));
    const own = valuesOf(linear, rowsAround(CENTRE, 100, 0.6, random).values);
    const other = valuesOf(linear, rowsAround([], 400, 1, random).values);
    const above = own.filter((value) => value > [...other].sort((a, b) => a - b)[395]!).length;
    expect(above).to.be.above(80);
  });

  it('lower the loss by regression, and less with more regularisation', () => {
    const whole = wholeMaterial(material(6), ROOM_WEIGHT);
    const losses: number[] = [];
    const start = atOnce(discriminant(whole));
    const free = atOnce(logisticRegression(whole, start, 1e-4, (loss) => losses.push(loss)));
    const tied = atOnce(logisticRegression(whole, start, 1));
    expect(losses.at(-1)).to.be.below(losses[0]! / 2);
    const norm = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight ** 2, 0);
    expect(norm(tied.weights)).to.be.below(norm(free.weights) / 10);
  });

  it('leave out each example once, and never learn from what is left out', () => {
    const all = material(3);
    const folds = foldsOf(all, ROOM_WEIGHT);
    expect(folds).to.have.length(3);
    const left = folds.flatMap(({ leftOut }) => leftOut.examples);
    expect(new Set(left)).to.deep.equal(new Set(all.examples));
    for (const { material: part, leftOut } of folds) {
      for (const example of leftOut.examples) expect(part.positives).not.to.include(example);
    }
    const count = (list: 'bank' | 'quiet' | 'others') =>
      folds.reduce((sum, { leftOut }) => sum + leftOut[list].length, 0);
    expect([count('bank'), count('quiet'), count('others')]).to.deep.equal([200, 40, 2]);
    expect(foldsOf(material(1), ROOM_WEIGHT).flatMap(({ leftOut }) => leftOut.examples)).to.have.length(2);
  });

  it('set the radius at the 99th percentile, wider for few examples', () => {
    const distances = Array.from({ length: 200 }, (_, i) => (i + 1) / 200);
    expect(radiusOf(distances, 1000)).to.be.closeTo(0.99, 0.01);
    expect(radiusOf(distances, 1)).to.be.closeTo(1.485, 0.02);
    expect(penalty(0.9, 1)).to.equal(0);
    expect(penalty(2, 1)).to.be.above(10);
    expect(distance(Float32Array.of(9, 1, 2), 0, [9, 1, 2])).to.equal(0);
    expect(distance(Float32Array.of(0, 0, 3, 4), 1, [0, 0])).to.be.closeTo(Math.sqrt(12.5), 1e-6);
  });

  it('calibrate so that a score of 0.5 is as often right as wrong', () => {
    const random = seededRandom(6);
    const positives = Array.from({ length: 300 }, () => 6 + 2 * normal(random));
    const negatives = Array.from({ length: 300 }, () => 2 * normal(random));
    const { slope, offset } = calibrate(positives, negatives);
    expect(-offset / slope).to.be.closeTo(3, 0.4);
    expect(slope).to.be.closeTo(1.5, 0.3);
  });

  it('keep the budget of false alarms with the lowest threshold, never below even odds', () => {
    const random = seededRandom(7);
    const sounds = Array.from({ length: 500 }, () => -2 + 2 * normal(random));
    const roomBlocks = Array.from({ length: 168 }, () => -3 + normal(random));
    const strict = thresholdFor({ sounds, roomBlocks, quiet: [], blockSeconds: 5 }, 1 / 24);
    const loose = thresholdFor({ sounds, roomBlocks, quiet: [], blockSeconds: 5 }, 2);
    expect(strict.falseAlarms).to.be.closeTo(1 / 24, 0.005);
    expect(strict.logit).to.be.above(loose.logit);
    expect(strict.roomMinutes).to.equal(14);
    const fresh = Array.from({ length: 20_000 }, () => -2 + 2 * normal(random));
    const share = fresh.filter((logit) => logit >= loose.logit).length / fresh.length;
    expect(share * SOUNDS_AN_HOUR).to.be.below(2 * 1.5);
    const easy = thresholdFor(
      { sounds: sounds.map((logit) => logit - 30), roomBlocks: [], quiet: [], blockSeconds: 5 },
      1,
    );
    expect(easy.logit).to.equal(0);
  });

  it('keep a threshold within its limits, and count false alarms where no score is higher', () => {
    const roomBlocks = [-9, -8, -5, -4, -3, -2, 0, 2, 12, 12];
    const basis = { sounds: [], quiet: [], roomBlocks, blockSeconds: 5 };
    const limits = { least: -1, most: 12 };
    const strict = thresholdFor(basis, 1e-6, limits);
    expect([strict.logit, strict.falseAlarms]).to.deep.equal([12, (2 / 10) * 720]);
    const loose = thresholdFor(basis, 1e6, limits);
    expect(loose.logit).to.equal(-1);
    expect(loose.falseAlarms).to.be.within(200, 300);
    const between = thresholdFor({ ...basis, roomBlocks: roomBlocks.map((logit) => Math.min(logit, 2)) }, 100, limits);
    expect(between.logit).to.be.within(-1, 12);
    expect(between.falseAlarms).to.be.at.most(100);
  });

  it('set no threshold that a quiet room reaches, whatever the budget', () => {
    const random = seededRandom(8);
    const quiet = Array.from({ length: 200 }, () => 1 + normal(random));
    const basis = { sounds: [-9, -8, -7], roomBlocks: [], quiet, blockSeconds: 5 };
    const { logit } = thresholdFor(basis, 100);
    const further = Array.from({ length: 200 }, () => 1 + normal(random));
    expect(logit).to.be.above(Math.max(...quiet, ...further));
    expect(thresholdFor({ ...basis, quiet: quiet.map((value) => value - 20) }, 100).logit).to.equal(0);
  });

  it('call the highest mean of three neighbours a peak', () => {
    expect(peakOf([0, 9, 0, 0, 4, 4, 4])).to.equal(4);
    expect(peakOf([2])).to.equal(2);
    // Rows of the bank are means of moments already.
    const scorer = { weights: [1], bias: 0, centre: [0], radius: 100, calibration: { slope: 1, offset: 0 } };
    expect(highestIn(scorer, Float32Array.of(0, 9, 0, 4, 4, 4))).to.equal(9);
  });
});

describe('learning a sound', () => {
  for (const count of [1, 3, 6]) {
    it(`finds it again after ${count} example${count === 1 ? '' : 's'}, and little else`, () => {
      const { taught, leftOut } = learn('kettle', material(count), { target: 1, blockSeconds: 5 });
      const random = seededRandom(50 + count);
      const peak = (rows: Float32Array) => {
        const logits = new Float64Array(rows.length / SIZE);
        rowLogits(taught, rows, logits);
        return peakOf(logits);
      };
      const edge = logitOf(taught.threshold);
      const own = examplesAt(CENTRE, 40, random).filter(([first]) => peak(first!.values) >= edge).length;
      const other = Array.from({ length: 300 }, () => peak(rowsAround([], 1, 1, random).values)).filter(
        (logit) => logit >= edge,
      );
      expect(own).to.be.above(32);
      expect(other.length / 300).to.be.below(0.05);
      expect(taught.figures.examples).to.equal(count);
      expect(taught.figures.found).to.be.within(0, count);
      expect(taught.figures.roomMinutes).to.be.closeTo((20 * 5) / 60, 1e-9);
      expect(leftOut).to.have.length(count === 1 ? 2 : count);
    });
  }

  it('does not report quiet rooms that resemble it, which were not learnt', () => {
    const near = [2.4, -1.6, 1];
    const roomsAt = (seed: number, count: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: count }, () => rowsAround(near, 6, 0.5, random).values);
    };
    const reported = (quiet: readonly Float32Array[]) => {
      const { taught } = learn('kettle', { ...material(4), quiet }, { target: 1, blockSeconds: 5 });
      return roomsAt(91, 200).filter((rows) => sigmoid(peakIn(taught, rows)) >= taught.threshold).length;
    };
    expect(reported([])).to.be.above(20);
    expect(reported(roomsAt(90, 60))).to.equal(0);
  });

  it('gives no score to what is far from every example, however large its value', () => {
    const { taught } = learn('kettle', material(4), { target: 1, blockSeconds: 5 });
    const far = Float32Array.from(taught.weights, (weight) => weight * 40);
    const logits = new Float64Array(1);
    rowLogits(taught, far, logits);
    expect(sigmoid(logits[0]!)).to.be.below(taught.threshold / 10);
  });

  it('is the same every time', () => {
    const options = { target: 1, blockSeconds: 5 };
    expect(learn('a', material(5), options)).to.deep.equal(learn('a', material(5), options));
  });

  it('is divided into slices, each of which is a small part of the work', () => {
    const slices: number[] = [];
    const work = learning('a', realMaterial(5), { target: 1, blockSeconds: 5 });
    for (let isDone = false; !isDone;) {
      const began = performance.now();
      isDone = work.next().done === true;
      slices.push(performance.now() - began);
    }
    const all = slices.reduce((sum, time) => sum + time, 0);
    // The second longest slice: another process may interrupt one of them.
    const [, second] = slices.sort((a, b) => b - a);
    expect(slices.length).to.be.above(100);
    expect(second! / all).to.be.below(0.05);
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { foldsOf, wholeMaterial, type ClassMaterial } from '../../../src/teach/learning/folds.js';
import { LayerObjective, type LayeredHead } from '../../../src/teach/learning/layer-objective.js';
import { learn } from '../../../src/teach/learning/learn.js';
import { logitOf } from '../../../src/teach/learning/linear-softmax.js';
import { ROOM_WEIGHT } from '../../../src/teach/learning/material.js';
import { peakIn } from '../../../src/teach/learning/row-logits.js';
import { atOnce } from '../../../src/teach/learning/slices.js';
import { learningThoroughly, type ThoroughOptions } from '../../../src/teach/learning/thorough.js';
import type { TaughtClass } from '../../../src/teach/file/taught-class.js';
import { seededRandom } from '../../harness/random.js';
import { examplesAt, hiddenLayer, material, normal, rowsAround, SIZE } from './made-up.js';

const OPTIONS = { target: 1, blockSeconds: 5 };

const learnThoroughly = (label: string, all: ClassMaterial, options: ThoroughOptions) =>
  atOnce(learningThoroughly(label, all, options));

/** A sound that is in two opposite places; what lies beside them is something else. No linear function separates them. */
const PLACES = [
  [2.5, 2.5],
  [-2.5, -2.5],
];
const BESIDE = [
  [2.5, -2.5],
  [-2.5, 2.5],
];

/** Examples in two places in turn. */
const inTurn = (places: readonly (readonly number[])[], count: number, random: () => number) =>
  Array.from({ length: count }, (_, i) => examplesAt(places[i % 2]!, 1, random)[0]!);

function opposite(count: number): ClassMaterial {
  const random = seededRandom(11);
  const bank = Array.from({ length: 100 }, (_, i) => rowsAround(BESIDE[i % 2]!, 1, 0.6, random).values);
  return { size: SIZE, examples: inTurn(PLACES, count, random), others: [], bank, quiet: [], blocks: [] };
}

/** A sound whose examples are like everything else: nothing can be learnt. */
function hopeless(count: number): ClassMaterial {
  const random = seededRandom(12);
  return {
    ...{ size: SIZE, others: [], blocks: [], quiet: [] },
    bank: Array.from({ length: 100 }, () => rowsAround([], 1, 1, random).values),
    examples: Array.from({ length: count }, () => [rowsAround([], 6, 1, random)]),
  };
}

describe('the loss of a head with a hidden layer', () => {
  it('has the gradient of its finite differences', () => {
    const random = seededRandom(4);
    const layer = hiddenLayer(2);
    const start: LayeredHead = {
      weights: Float64Array.from({ length: SIZE }, () => normal(random)),
      bias: 0.2,
      layer: {
        kernel: Float64Array.from(layer.kernel, (value) => 0.3 * value),
        bias: Float64Array.from(layer.bias),
        head: Float64Array.from(layer.head),
      },
    };
    const objective = new LayerObjective(wholeMaterial(material(3), ROOM_WEIGHT), start, 0.05);
    const x = objective.start.map((value) => value + 0.1 * normal(random));
    const gradient = new Float64Array(x.length);
    const spare = new Float64Array(x.length);
    const value = objective.compute(x, gradient);
    expect(objective.dataLoss).to.be.within(0, value);
    x.forEach((_, i) => {
      const [up, down] = [x.slice(), x.slice()];
      up[i]! += 1e-5;
      down[i]! -= 1e-5;
      const slope = (objective.compute(up, spare) - objective.compute(down, spare)) / 2e-5;
      expect(gradient[i], `weight ${i}`).to.be.closeTo(slope, 1e-7 + 1e-5 * Math.abs(slope));
    });
  });
});

describe('learning thoroughly', () => {
  it('keeps a layer that makes left-out examples better, and finds the sound where a linear head cannot', () => {
    const all = opposite(20);
    const { taught, thorough, losses } = learnThoroughly('kettle', all, OPTIONS);
    const { frozen, trained, isKept, steps, leftOut, learning } = thorough!;
    expect(isKept).to.equal(true);
    expect(trained.loss).to.be.below(0.6 * frozen.loss);
    expect(trained.found).to.be.at.least(frozen.found);
    expect(leftOut[steps]).to.equal(Math.min(...leftOut));
    expect(learning).to.have.length(leftOut.length);
    expect(learning.at(-1)).to.be.below(learning[0]!);
    expect(losses).to.have.length(steps);
    const plain = learn('kettle', all, OPTIONS).taught;
    expect({ label: 'kettle', ...taught.frozen }).to.deep.equal(plain);

    const random = seededRandom(70);
    const own = inTurn(PLACES, 60, random).map(([first]) => first!.values);
    const other = BESIDE.flatMap((place) => Array.from({ length: 30 }, () => rowsAround(place, 1, 0.6, random).values));
    const right = (by: TaughtClass) =>
      own.filter((rows) => peakIn(by, rows) >= logitOf(by.threshold)).length +
      other.filter((rows) => peakIn(by, rows) < logitOf(by.threshold)).length;
    expect(right(taught)).to.be.above(right(plain) + 20);
  });

  it('stays with the frozen network where left-out examples do not get better', () => {
    const all = hopeless(20);
    const { thorough, ...learnt } = learnThoroughly('kettle', all, OPTIONS);
    expect(thorough!.isKept).to.equal(false);
    expect(thorough!.trained.loss).to.be.at.least(thorough!.frozen.loss);
    expect(learnt).to.deep.equal(learn('kettle', all, OPTIONS));
  });

  it('stops early, a few steps after the best one', () => {
    const { leftOut, steps } = learnThoroughly('kettle', hopeless(20), OPTIONS).thorough!;
    expect(leftOut.length - 1 - steps).to.be.within(0, 6);
    expect(leftOut.length - 1).to.be.below(40);
  });

  it('is the same every time, and with a clock that leaves enough time', () => {
    const first = learnThoroughly('kettle', opposite(20), OPTIONS);
    expect(learnThoroughly('kettle', opposite(20), { ...OPTIONS, clock: () => 1 })).to.deep.equal(first);
  });

  it('ends when its time is over, with the best step so far', () => {
    let seconds = 0;
    const { thorough } = learnThoroughly('kettle', opposite(20), { ...OPTIONS, clock: () => (seconds += 3) });
    expect(thorough!.leftOut).to.have.length(3);
    expect(thorough!.steps).to.be.at.most(2);
  });

  it('can be interrupted between short pieces of work, and reports its progress', () => {
    let slices = 0;
    const shares: number[] = [];
    const work = learningThoroughly('kettle', opposite(20), { ...OPTIONS, onProgress: (share) => shares.push(share) });
    for (;;) {
      const { done, value } = work.next();
      slices += 1;
      if (!done) continue;
      expect(slices).to.be.above(10 * value.thorough!.leftOut.length);
      break;
    }
    expect(shares).to.deep.equal([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).to.equal(1);
  });

  it('leaves out examples of one recording together', () => {
    const all = material(24);
    const recordings = all.examples.map((_, i) => `recording ${Math.floor(i / 4)}`);
    const recordingOf = new Map(all.examples.map((example, i) => [example, recordings[i]!]));
    const folds = foldsOf({ ...all, recordings }, ROOM_WEIGHT);
    expect(folds).to.have.length(5);
    const left = new Set(folds.flatMap(({ leftOut }) => leftOut.examples));
    expect(all.examples.every((example) => left.has(example))).to.equal(true);
    for (const { material: part, leftOut } of folds) {
      const learntFrom = new Set(part.positives.map((example) => recordingOf.get(example)));
      for (const example of leftOut.examples) expect(learntFrom.has(recordingOf.get(example))).to.equal(false);
    }
    const single = foldsOf({ ...all, recordings: all.examples.map(() => 'one') }, ROOM_WEIGHT);
    expect(single).to.have.length(5);
    for (const { material: part } of single) expect(part.positives.length).to.be.within(19, 20);
  });
});

import { expect } from 'chai';
import { describe, it } from 'vitest';
import { separation } from '../../../src/explore/box-plot.js';
import { neighbourLayout } from '../../../src/explore/neighbour-layout.js';
import { recordingMap, type RecordingValues } from '../../../src/explore/recording-map.js';
import { standardised, valueTable } from '../../../src/explore/value-table.js';
import { seededRandom } from '../../harness/random.js';

/** Recordings of two classes. The embedding separates them; the descriptors are noise. */
function recordings(count: number, labels: (i: number) => string | undefined): RecordingValues[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, i) => ({
    descriptors: Float32Array.from({ length: 6 }, () => random()),
    embedding: Float32Array.from({ length: 9 }, () => random() + (i % 2 === 0 ? 0 : 3)),
    label: labels(i),
  }));
}

const twoClasses = (i: number) => (i % 2 === 0 ? 'bell' : 'dog');

describe('recordingMap', () => {
  it('shows which values separate the classes', () => {
    const all = recordings(30, twoClasses);
    const learnt = recordingMap(all, 'embedding');
    const byHand = recordingMap(all, 'descriptors');
    expect(learnt.leaveOneOut!.accuracy).to.equal(1);
    expect(byHand.leaveOneOut!.accuracy).to.be.lessThan(0.8);
    expect(byHand.leaveOneOut!.chance).to.equal(0.5);
    expect(learnt.explained[0]).to.be.greaterThan(0.7);
    const sides = all.map((_, i) => Math.sign(learnt.points[2 * i]!));
    expect(sides.every((side, i) => side === sides[i % 2])).to.equal(true);
  });

  it('places recordings without a class, and leaves them out of the accuracy', () => {
    const all = recordings(30, (i) => (i < 20 ? twoClasses(i) : undefined));
    const { points, leaveOneOut } = recordingMap(all, 'embedding');
    expect(points).to.have.lengthOf(60);
    expect(leaveOneOut!.found).to.have.lengthOf(20);
  });

  it('has no accuracy with one class, or none', () => {
    expect(
      recordingMap(
        recordings(8, () => 'bell'),
        'embedding',
      ).leaveOneOut,
    ).to.equal(undefined);
    expect(
      recordingMap(
        recordings(8, () => undefined),
        'embedding',
      ).leaveOneOut,
    ).to.equal(undefined);
  });

  it('leaves a group out together: no recording is found by its twin', () => {
    const random = seededRandom(5);
    // Pairs of twins with random classes: only the twin knows the class.
    const pairs = Array.from({ length: 20 }, (_, i) => ({
      values: Float32Array.from({ length: 40 }, () => random()),
      label: i % 2 === 0 ? 'bell' : 'dog',
    }));
    const twins = (group?: (i: number) => string) =>
      pairs.flatMap(({ values, label }, i) =>
        [0, 1].map(() => ({ descriptors: values, embedding: values, label, group: group?.(i) })),
      );
    const accuracy = (all: readonly RecordingValues[]) => recordingMap(all, 'embedding').leaveOneOut!.accuracy;
    expect(accuracy(twins())).to.be.greaterThan(0.9);
    expect(accuracy(twins((i) => `recording ${i}`))).to.be.lessThan(0.8);
  });

  it('survives equal recordings', () => {
    const values = new Float32Array(5).fill(2);
    const all = Array.from({ length: 4 }, (_, i) => ({ descriptors: values, embedding: values, label: twoClasses(i) }));
    const { points, explained, leaveOneOut } = recordingMap(all, 'descriptors');
    expect([...points, ...explained]).to.deep.equal(Array(10).fill(0));
    expect(leaveOneOut).to.equal(undefined);
  });
});

describe('separation', () => {
  it('is 1 if each class has one value, 0 if the classes have the same mean', () => {
    expect(separation([1, 1, 5, 5], ['a', 'a', 'b', 'b'])).to.equal(1);
    expect(separation([1, 5, 1, 5], ['a', 'a', 'b', 'b'])).to.equal(0);
    expect(separation([3, 3], ['a', 'b'])).to.equal(0);
  });
});

describe('neighbourLayout', () => {
  const table = standardised(valueTable(recordings(24, twoClasses).map(({ embedding }) => embedding)));
  const layout = (signal?: AbortSignal, shares: number[] = []) =>
    neighbourLayout(table, {
      random: seededRandom(1),
      pause: () => Promise.resolve(),
      onProgress: (share) => shares.push(share),
      signal,
    });

  it('keeps neighbours together, and is the same each time', async () => {
    const shares: number[] = [];
    const points = await layout(undefined, shares);
    expect(points).to.deep.equal(await layout());
    expect(shares.at(-1)).to.equal(1);
    const distance = (a: number, b: number) =>
      Math.hypot(points[2 * a]! - points[2 * b]!, points[2 * a + 1]! - points[2 * b + 1]!);
    for (let a = 0; a < table.count; a++) {
      const others = [...Array(table.count).keys()].filter((b) => b !== a);
      const [closest] = others.sort((b, c) => distance(a, b) - distance(a, c));
      expect(closest! % 2).to.equal(a % 2);
    }
  });

  it('ends when it is aborted', async () => {
    const reason = new Error('enough');
    const error = await layout(AbortSignal.abort(reason)).catch((cause: unknown) => cause);
    expect(error).to.equal(reason);
  });
});

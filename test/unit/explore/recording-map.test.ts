import { expect } from 'chai';
import { describe, it } from 'vitest';
import { separation } from '../../../src/explore/box-plot.js';
import { neighbourLayout } from '../../../src/explore/neighbour-layout.js';
import { mostUnusual } from '../../../src/explore/novelty.js';
import { recordingMaps } from '../../../src/explore/recording-map.js';
import type { RecordingValues } from '../../../src/explore/recording-values.js';
import { standardised, valueTable } from '../../../src/explore/value-table.js';
import { seededRandom } from '../../harness/random.js';

/** Recordings of two classes. The embedding separates them; the descriptors are noise. */
function recordings(count: number, labels: (i: number) => string | undefined): RecordingValues[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, i) => ({
    descriptors: Float32Array.from({ length: 57 }, () => random()),
    embedding: Float32Array.from({ length: 9 }, () => random() + (i % 2 === 0 ? 0 : 3)),
    label: labels(i),
  }));
}

const twoClasses = (i: number) => (i % 2 === 0 ? 'bell' : 'dog');

describe('recordingMaps', () => {
  it('shows which values separate the classes', () => {
    const all = recordings(30, twoClasses);
    const { embedding: learnt, descriptors: byHand } = recordingMaps(all);
    expect(learnt.leaveOneOut!.accuracy).to.equal(1);
    expect(byHand.leaveOneOut!.accuracy).to.be.lessThan(0.8);
    expect(byHand.leaveOneOut!.chance).to.equal(0.5);
    expect(learnt.explained[0]).to.be.greaterThan(0.7);
    const sides = all.map((_, i) => Math.sign(learnt.points[2 * i]!));
    expect(sides.every((side, i) => side === sides[i % 2])).to.equal(true);
  });

  it('places recordings without a class, and leaves them out of the accuracy', () => {
    const all = recordings(30, (i) => (i < 20 ? twoClasses(i) : undefined));
    const { points, leaveOneOut } = recordingMaps(all).embedding;
    expect(points).to.have.lengthOf(60);
    expect(leaveOneOut!.found).to.have.lengthOf(20);
  });

  it('has no accuracy with one class, or none', () => {
    for (const label of ['bell', undefined])
      expect(recordingMaps(recordings(8, () => label)).embedding.leaveOneOut).to.equal(undefined);
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
    const accuracy = (all: readonly RecordingValues[]) => recordingMaps(all).embedding.leaveOneOut!.accuracy;
    expect(accuracy(twins())).to.be.greaterThan(0.9);
    expect(accuracy(twins((i) => `recording ${i}`))).to.be.lessThan(0.8);
  });

  it('finds what is unlike all others, by its embedding', () => {
    const all = recordings(20, () => undefined);
    const stray = Float32Array.from({ length: 9 }, (_, i) => (i < 3 ? 6 : -6));
    all.push({ descriptors: all[0]!.descriptors, embedding: stray });
    const { novelty } = recordingMaps(all);
    expect(mostUnusual(novelty)[0]).to.equal(20);
    expect(mostUnusual(novelty)).to.have.lengthOf(3);
    expect(Math.min(...novelty)).to.be.at.least(0);
    // A second take of the stray makes it usual, unless both are of one group.
    const twins = (group?: string) => [...all.slice(0, 20), ...[0, 1].map(() => ({ ...all[20]!, group }))];
    expect(recordingMaps(twins()).novelty[20]).to.be.closeTo(0, 1e-9);
    expect(recordingMaps(twins('both')).novelty[20]).to.be.above(0.5);
  });

  it('ranks the descriptors by the classes, and reports progress that rises to 1', () => {
    const all = recordings(30, twoClasses).map((one, i) => ({
      ...one,
      descriptors: one.descriptors.map((value, column) => (column === 12 ? value + 9 * (i % 2) : value)),
    }));
    const shares: number[] = [];
    const { ranked, correlations } = recordingMaps(all, (share) => shares.push(share));
    expect(ranked[0]).to.include({ column: 12 });
    expect(ranked[0]!.share).to.be.above(0.9);
    expect(ranked).to.have.lengthOf(57);
    expect(correlations).to.have.lengthOf(57 * 57);
    expect(shares).to.deep.equal([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).to.be.closeTo(1, 1e-9);
    expect(recordingMaps(recordings(8, () => undefined)).ranked).to.deep.equal([]);
  });

  it('survives equal recordings', () => {
    const values = new Float32Array(57).fill(2);
    const all = Array.from({ length: 4 }, (_, i) => ({ descriptors: values, embedding: values, label: twoClasses(i) }));
    const { points, explained, leaveOneOut } = recordingMaps(all).descriptors;
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
  const layout = (onProgress?: (share: number) => void) =>
    neighbourLayout(table, { random: seededRandom(1), ...(onProgress ? { onProgress } : {}) });

  it('keeps neighbours together, and is the same each time', () => {
    const shares: number[] = [];
    const points = layout((share) => shares.push(share));
    expect(points).to.deep.equal(layout());
    expect(shares.at(-1)).to.equal(1);
    const distance = (a: number, b: number) =>
      Math.hypot(points[2 * a]! - points[2 * b]!, points[2 * a + 1]! - points[2 * b + 1]!);
    for (let a = 0; a < table.count; a++) {
      const others = [...Array(table.count).keys()].filter((b) => b !== a);
      const [closest] = others.sort((b, c) => distance(a, b) - distance(a, c));
      expect(closest! % 2).to.equal(a % 2);
    }
  });
});

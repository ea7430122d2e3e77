import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'vitest';
import { boxesByClass } from '../../../src/explore/box-plot.js';
import { correlations } from '../../../src/explore/correlation.js';
import { leaveOneOut, leftOutAnswers, RIDGE_PENALTIES } from '../../../src/explore/leave-one-out.js';
import { nearestRows, nearestTo, squaredDistances } from '../../../src/explore/nearest.js';
import { principalComponents } from '../../../src/explore/principal-components.js';
import { spectrumOf } from '../../../src/explore/spectrum.js';
import { columnOf, standardised, valueTable } from '../../../src/explore/value-table.js';

/** Penalty → class that was found for each row. */
type LeftOut = Readonly<Record<string, readonly string[]>>;

interface Case {
  readonly values: readonly (readonly number[])[];
  readonly labels: readonly string[];
  readonly groups: readonly string[];
  readonly standardised: readonly (readonly number[])[];
  readonly points: readonly (readonly number[])[];
  readonly explained: readonly number[];
  readonly correlation: readonly (readonly number[])[];
  readonly boxes: Readonly<Record<string, { quartiles: readonly number[]; whiskers: readonly number[] }>>;
  readonly neighbours: readonly (readonly number[])[];
  readonly distances: readonly (readonly number[])[];
  readonly leaveOneOut: LeftOut;
  readonly leaveGroupOut: LeftOut;
}

const file = new URL('../../fixtures/reference/explore.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };

function expectNear(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-6): void {
  expect(actual.length).to.equal(expected.length);
  expected.forEach((value, i) => expect(actual[i]).to.be.closeTo(value, tolerance * Math.max(1, Math.abs(value))));
}

describe('Tables of recordings and scikit-learn (models/training/explore_fixture.py)', () => {
  for (const [i, reference] of cases.entries()) {
    const { values, labels, groups } = reference;
    const table = standardised(valueTable(values));
    const spectrum = spectrumOf(table);
    const title = `${values.length} × ${values[0]!.length}`;

    it(`${title}: values with mean 0 and deviation 1, a constant column is 0`, () => {
      expectNear(table.values, reference.standardised.flat());
    });

    it(`${title}: principal components, their signs and their explained variance`, () => {
      const { points, explained, loadings } = principalComponents(spectrum, 3);
      expectNear(explained, reference.explained);
      expectNear(points, reference.points.flat(), 1e-5);
      expect(loadings).to.have.lengthOf(3 * table.width);
    });

    it(`${title}: correlations`, () => {
      expectNear(correlations(table), reference.correlation.flat());
    });

    it(`${title}: quartiles and whiskers of each class`, () => {
      const boxes = boxesByClass(columnOf(valueTable(values), 0), labels);
      expect(boxes.map(({ label }) => label)).to.deep.equal(Object.keys(reference.boxes));
      for (const { label, first, median, third, low, high, count, outliers } of boxes) {
        const { quartiles, whiskers } = reference.boxes[label]!;
        expectNear([first, median, third], quartiles);
        expectNear([low, high], whiskers);
        const own = values.filter((_, row) => labels[row] === label).map(([value]) => value!);
        expect(count).to.equal(own.length);
        expect(outliers).to.deep.equal(own.filter((value) => value < low || value > high).sort((a, b) => a - b));
      }
    });

    it(`${title}: nearest neighbours and their distances`, () => {
      reference.neighbours.forEach((expected, row) => {
        const found = nearestRows(squaredDistances(table), expected.length);
        expect(nearestTo(found, row)).to.deep.equal(expected);
        expectNear(found.distances.slice(row * found.most, (row + 1) * found.most), reference.distances[row]!);
      });
    });

    it(`${title}: closed-form answers without a row are those of repeated fits`, () => {
      for (const penalty of RIDGE_PENALTIES) {
        expect(leftOutAnswers(spectrum, labels, penalty)).to.deep.equal(reference.leaveOneOut[String(penalty)]);
      }
      const share = (answers: readonly string[]) =>
        answers.filter((name, row) => name === labels[row]).length / labels.length;
      const shares = RIDGE_PENALTIES.map((penalty) => share(reference.leaveOneOut[String(penalty)]!));
      const best = Math.max(...shares);
      const { penalty, accuracy, found } = leaveOneOut(spectrum, labels)!;
      expect(accuracy).to.equal(best);
      expect(penalty).to.equal(RIDGE_PENALTIES[shares.lastIndexOf(best)]);
      expect(found).to.deep.equal(reference.leaveOneOut[String(penalty)]);
    });

    it(`${title}: closed-form answers without a group are those of repeated fits`, () => {
      for (const penalty of RIDGE_PENALTIES) {
        expect(leftOutAnswers(spectrum, labels, penalty, groups)).to.deep.equal(
          reference.leaveGroupOut[String(penalty)],
        );
      }
    });

    it(`${title}: case ${i} has more than one answer`, () => {
      expect(new Set(reference.leaveOneOut['1']).size).to.be.greaterThan(1);
    });
  }
});

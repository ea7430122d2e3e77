import { Matrix, solve } from 'ml-matrix';
import type { Spectrum } from './spectrum.js';

/** Candidates for the penalty of the ridge regression. */
export const RIDGE_PENALTIES: readonly number[] = [0.1, 1, 10, 100, 1000, 10_000];

/** How well a linear classifier finds the classes of recordings that it was not fitted to. */
export interface LeaveOneOut {
  /** Share of the recordings whose class was found, 0 to 1. */
  readonly accuracy: number;
  /** Share of the largest class: the accuracy of always answering with it. */
  readonly chance: number;
  /** Classes, sorted by name. */
  readonly classes: readonly string[];
  /** Class that was found for each recording. */
  readonly found: readonly string[];
  /** Penalty that was chosen. */
  readonly penalty: number;
}

/**
 * Fits a ridge regression to all recordings but one, asks it for the class of that one, and so on for each: one target per class, +1 in it
 * and −1 outside; the largest answer wins (scikit-learn's `RidgeClassifier`). No fit is repeated: what a row adds to its own fitted value
 * is the diagonal of the hat matrix, so its answer without it is exact (Allen 1974, PRESS). Of the penalties, that with the highest
 * accuracy is used, the largest of equal ones. Choosing it flatters the accuracy a little.
 *
 * @param labels class of each row
 * @param groups rows of the same group are left out together, such as excerpts of one recording; a row without a group alone
 * @returns undefined with fewer than two classes, two groups or one column that varies
 */
export function leaveOneOut(spectrum: Spectrum, labels: readonly string[], groups?: Groups): LeaveOneOut | undefined {
  const { classes, regression } = regressionOf(spectrum, labels, groups);
  if (classes.length < 2 || regression.parts.length < 2 || spectrum.eigenvalues.length === 0) return undefined;
  let best = { right: -1, penalty: 0, found: [] as string[] };
  for (const penalty of RIDGE_PENALTIES) {
    const found = strongest(leftOut(spectrum, regression, penalty), classes);
    const right = found.filter((name, row) => name === labels[row]).length;
    if (right >= best.right) best = { right, penalty, found };
  }
  const { right, penalty, found } = best;
  const largest = Math.max(...classes.map((name) => labels.filter((label) => label === name).length));
  return {
    accuracy: right / labels.length,
    chance: largest / labels.length,
    classes,
    found,
    penalty,
  };
}

/** Returns the class that is found for each row when it, or its group, is left out, with one penalty. */
export function leftOutAnswers(
  spectrum: Spectrum,
  labels: readonly string[],
  penalty: number,
  groups?: Groups,
): string[] {
  const { classes, regression } = regressionOf(spectrum, labels, groups);
  return strongest(leftOut(spectrum, regression, penalty), classes);
}

type Groups = readonly (string | undefined)[] | undefined;

const strongest = (answers: Matrix, classes: readonly string[]) =>
  Array.from({ length: answers.rows }, (_, row) => classes[answers.maxRowIndex(row)[1]!]!);

function regressionOf({ scores }: Spectrum, labels: readonly string[], groups: Groups) {
  const classes = [...new Set(labels)].sort();
  const targets = new Matrix(labels.map((label) => classes.map((name) => (name === label ? 1 : -1))));
  const centred = targets.clone().subRowVector(targets.mean('column'));
  const projected = scores.transpose().mmul(centred);
  const regression: Regression = { targets, centred, projected, parts: partsOf(labels.length, groups) };
  return { classes, regression };
}

interface Regression {
  /** `[n × classes]` */
  readonly targets: Matrix;
  /** Targets without their means. */
  readonly centred: Matrix;
  /** scoresᵀ · centred, `[r × classes]` */
  readonly projected: Matrix;
  /** Rows that are left out together. */
  readonly parts: readonly (readonly number[])[];
}

/** Returns the answer for each row of a fit without its part, `[n × classes]`. */
function leftOut({ count, eigenvalues, scores }: Spectrum, regression: Regression, penalty: number): Matrix {
  const { targets, centred, projected, parts } = regression;
  const shrinkage = eigenvalues.map((value) => 1 / (value + penalty));
  const residuals = Matrix.sub(centred, scores.mmul(projected.clone().mulColumnVector(shrinkage)));
  const answers = targets.clone();
  for (const part of parts) {
    const rows = scores.subMatrixRow(part);
    // Identity less the part's block of the hat matrix, with the intercept's 1/n.
    const rest = Matrix.eye(part.length)
      .sub(rows.clone().mulRowVector(shrinkage).mmul(rows.transpose()))
      .sub(1 / count);
    const errors =
      part.length === 1 ? residuals.subMatrixRow(part).div(rest.get(0, 0)) : solve(rest, residuals.subMatrixRow(part));
    part.forEach((row, i) => {
      for (let c = 0; c < targets.columns; c++) answers.set(row, c, targets.get(row, c) - errors.get(i, c));
    });
  }
  return answers;
}

/** Returns the rows that are left out together. */
function partsOf(count: number, groups: Groups): number[][] {
  const parts: number[][] = [];
  const byGroup = new Map<string, number[]>();
  for (let row = 0; row < count; row++) {
    const group = groups?.[row];
    const part = group === undefined ? undefined : byGroup.get(group);
    if (part) {
      part.push(row);
      continue;
    }
    const own = [row];
    parts.push(own);
    if (group !== undefined) byGroup.set(group, own);
  }
  return parts;
}

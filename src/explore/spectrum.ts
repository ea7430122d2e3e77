import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { ValueTable } from './value-table.js';

/** Smallest eigenvalue that counts, relative to the largest. */
const NEGLIGIBLE = 1e-10;

/** A table X in its own axes: X = scores · directionsᵀ. Computed once, for the map and for the classifier. */
export interface Spectrum {
  /** Number of rows n. */
  readonly count: number;
  /** Eigenvalues of Xᵀ·X above 0, largest first, `[r]`. */
  readonly eigenvalues: readonly number[];
  /** Coordinates of the rows on the axes, `[n × r]`. */
  readonly scores: Matrix;
  /** Axes of unit length as columns, `[d × r]`. */
  readonly directions: Matrix;
}

/**
 * Computes the axes of a table by the eigenvalues of Xᵀ·X or X·Xᵀ, whichever is smaller.
 *
 * @param table with columns of mean 0
 */
export function spectrumOf({ count, width, values }: ValueTable): Spectrum {
  const x = Matrix.from1DArray(count, width, Array.from(values));
  const isWide = width > count;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    isWide ? x.mmul(x.transpose()) : x.transpose().mmul(x),
    { assumeSymmetric: true },
  );
  // The library returns them smallest first.
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const least = NEGLIGIBLE * Math.max(0, realEigenvalues[order[0] ?? 0] ?? 0);
  const kept = order.filter((i) => realEigenvalues[i]! > least);
  const eigenvalues = kept.map((i) => realEigenvalues[i]!);
  if (kept.length === 0)
    return { count, eigenvalues, scores: Matrix.zeros(count, 0), directions: Matrix.zeros(width, 0) };
  const vectors = eigenvectorMatrix.subMatrixColumn(kept);
  if (!isWide) return { count, eigenvalues, scores: x.mmul(vectors), directions: vectors };
  const lengths = eigenvalues.map(Math.sqrt);
  return {
    count,
    eigenvalues,
    scores: vectors.clone().mulRowVector(lengths),
    directions: x.transpose().mmul(vectors).divRowVector(lengths),
  };
}

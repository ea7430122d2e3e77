/**
 * Linear algebra for the normalisation. Matrices are `[n × n]`, row-major.
 */

/** Returns L of Cholesky's decomposition `A = L·Lᵀ`; the upper triangle holds zeros. */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j]!;
    }
  }
  return lower;
}

/** Solves `L·X = B` in place, row by row. @param b `[n × columns]` */
export function solveLower(lower: Float64Array, b: Float64Array, n: number, columns: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = lower[i * n + k]!;
      for (let c = 0; c < columns; c++) b[i * columns + c]! -= factor * b[k * columns + c]!;
    }
    for (let c = 0; c < columns; c++) b[i * columns + c]! /= lower[i * n + i]!;
  }
}

export function transposed(matrix: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => matrix[(i % n) * n + Math.floor(i / n)]!);
}

/**
 * Returns the directions in which a symmetric matrix is largest, by orthogonal iteration.
 *
 * @param count number of directions
 * @param iterations enough for a subspace; neighbouring directions in it may stay mixed
 * @returns `[count × n]`, orthonormal rows
 */
export function largestDirections(
  matrix: Float64Array,
  n: number,
  count: number,
  random: () => number,
  iterations = 30,
): Float64Array {
  let basis = Float64Array.from({ length: count * n }, () => random() - 0.5);
  orthonormalise(basis, n);
  for (let i = 0; i < iterations; i++) {
    const next = new Float64Array(count * n);
    for (let c = 0; c < count; c++) {
      for (let row = 0; row < n; row++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += matrix[row * n + k]! * basis[c * n + k]!;
        next[c * n + row] = sum;
      }
    }
    orthonormalise(next, n);
    basis = next;
  }
  return basis;
}

/** Makes rows orthonormal (modified Gram and Schmidt). */
function orthonormalise(rows: Float64Array, n: number): void {
  for (let first = 0; first < rows.length; first += n) {
    const own = rows.subarray(first, first + n);
    for (let before = 0; before < first; before += n) {
      const other = rows.subarray(before, before + n);
      let product = 0;
      for (let k = 0; k < n; k++) product += own[k]! * other[k]!;
      for (let k = 0; k < n; k++) own[k]! -= product * other[k]!;
    }
    let squares = 0;
    for (let k = 0; k < n; k++) squares += own[k]! ** 2;
    const length = Math.sqrt(squares) || 1;
    for (let k = 0; k < n; k++) own[k]! /= length;
  }
}

import { solvePositive } from '../learning/solve.js';

/** A row to learn from. */
export interface RidgeRow {
  /** `[width]` */
  readonly values: ArrayLike<number>;
  readonly target: number;
}

/** A linear function: `weights · values + bias`. */
export interface RidgeFit {
  /** `[width]` */
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Sums from which a ridge regression is computed. Sums of parts of the rows can be subtracted, so leaving rows out is cheap. */
export class RidgeSums {
  readonly #width: number;
  #count = 0;
  #target = 0;
  readonly #values: Float64Array;
  readonly #products: Float64Array;
  readonly #squares: Float64Array;

  /** @param width values of a row */
  constructor(width: number, rows: readonly RidgeRow[] = []) {
    this.#width = width;
    this.#values = new Float64Array(width);
    this.#products = new Float64Array(width);
    this.#squares = new Float64Array(width * width);
    for (const row of rows) this.#add(row);
  }

  /** Returns the sums without the rows of other sums. */
  without(other: RidgeSums): RidgeSums {
    const rest = new RidgeSums(this.#width);
    rest.#count = this.#count - other.#count;
    rest.#target = this.#target - other.#target;
    const subtract = (to: Float64Array, from: Float64Array, less: Float64Array) => {
      for (let i = 0; i < to.length; i++) to[i] = from[i]! - less[i]!;
    };
    subtract(rest.#values, this.#values, other.#values);
    subtract(rest.#products, this.#products, other.#products);
    subtract(rest.#squares, this.#squares, other.#squares);
    return rest;
  }

  /**
   * Fits the function that minimises the mean squared error plus `penalty` times the squared length of the weights. The bias is free.
   *
   * @param penalty above 0
   */
  fit(penalty: number): RidgeFit {
    const n = this.#width;
    const count = Math.max(1, this.#count);
    const mean = this.#values.map((value) => value / count);
    const target = this.#target / count;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const value = this.#squares[i * n + j]! / count - mean[i]! * mean[j]! + (i === j ? penalty : 0);
        matrix[i * n + j] = value;
        matrix[j * n + i] = value;
      }
    }
    const right = this.#products.map((value, i) => value / count - mean[i]! * target);
    const weights = solvePositive(matrix, right);
    return { weights, bias: target - weights.reduce((sum, weight, i) => sum + weight * mean[i]!, 0) };
  }

  #add({ values, target }: RidgeRow): void {
    const n = this.#width;
    this.#count += 1;
    this.#target += target;
    for (let i = 0; i < n; i++) {
      const value = values[i]!;
      this.#values[i]! += value;
      this.#products[i]! += value * target;
      for (let j = 0; j <= i; j++) this.#squares[i * n + j]! += value * values[j]!;
    }
  }
}

/** Returns the value of the function for a row. */
export const predicted = ({ weights, bias }: RidgeFit, values: ArrayLike<number>): number =>
  weights.reduce((sum, weight, i) => sum + weight * values[i]!, bias);

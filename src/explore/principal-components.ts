import type { Spectrum } from './spectrum.js';

/** The first principal components of a table. */
export interface PrincipalComponents {
  /** Coordinates of the recordings, `[n × components]`, row-major. */
  readonly points: Float64Array;
  /** Share of the variance that each component explains, 0 to 1. */
  readonly explained: readonly number[];
  /** Weight of each column in each component, `[components × d]`, row-major. */
  readonly loadings: Float64Array;
}

/**
 * Returns the principal components. Each has the sign with which its largest weight is positive, so that the same table always gives the
 * same map. Missing components are 0.
 */
export function principalComponents(
  { count, eigenvalues, scores, directions }: Spectrum,
  components = 2,
): PrincipalComponents {
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  const width = directions.rows;
  const points = new Float64Array(count * components);
  const loadings = new Float64Array(components * width);
  const explained = Array.from({ length: components }, (_, k) => (total > 0 ? (eigenvalues[k] ?? 0) / total : 0));
  for (let k = 0; k < Math.min(components, eigenvalues.length); k++) {
    const weights = directions.getColumn(k);
    const largest = weights.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) ? weight : best), 0);
    const sign = largest < 0 ? -1 : 1;
    weights.forEach((weight, column) => (loadings[k * width + column] = sign * weight));
    for (let row = 0; row < count; row++) points[row * components + k] = sign * scores.get(row, k);
  }
  return { points, explained, loadings };
}

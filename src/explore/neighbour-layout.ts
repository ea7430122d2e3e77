import { UMAP } from 'umap-js';
import type { ValueTable } from './value-table.js';

/** Neighbours of a row that the layout keeps together. */
const NEIGHBOURS = 15;

/** Seed for `random`: the same recordings give the same layout, on a page and on the command line. */
export const LAYOUT_SEED = 1;

/** How to compute a layout. */
export interface LayoutOptions {
  /** Returns numbers from 0 to 1; the same ones give the same layout. */
  readonly random: () => number;
  /** Called with the share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Lays rows out on a plane so that neighbours stay neighbours (UMAP: McInnes, Healy and Melville 2018). Distances between groups mean
 * little. Takes seconds from some hundred rows on. Pure.
 *
 * @param table at least `FEWEST_FOR_NEIGHBOURS` rows
 * @returns `[n × 2]`, row-major
 */
export function neighbourLayout(
  { count, width, values }: ValueTable,
  { random, onProgress }: LayoutOptions,
): Float64Array {
  const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(NEIGHBOURS, count - 1), minDist: 0.1, random });
  const rows = Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
  const epochs = umap.initializeFit(rows);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    onProgress?.((epoch + 1) / epochs);
  }
  return Float64Array.from(umap.getEmbedding().flat());
}

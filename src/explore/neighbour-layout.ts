import type { ValueTable } from './value-table.js';

/** Fewest rows for which a layout by neighbours says more than one by components. */
export const FEWEST_FOR_NEIGHBOURS = 5;
/** Neighbours of a row that the layout keeps together. */
const NEIGHBOURS = 15;

/** How to compute a layout. */
export interface LayoutOptions {
  /** Returns numbers from 0 to 1; the same ones give the same layout. */
  readonly random: () => number;
  /** Awaited between parts of the work, so that a thread can do something else. */
  readonly pause: () => Promise<void>;
  /** Called with the share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the work; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lays rows out on a plane so that neighbours stay neighbours (UMAP: McInnes, Healy and Melville 2018). Distances between groups mean
 * little. Loads the library at the first call.
 *
 * @param table at least {@link FEWEST_FOR_NEIGHBOURS} rows
 * @returns `[n × 2]`, row-major
 */
export async function neighbourLayout(
  { count, width, values }: ValueTable,
  { random, pause, onProgress, signal }: LayoutOptions,
): Promise<Float64Array> {
  const { UMAP } = await import('./umap.js');
  signal?.throwIfAborted();
  const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(NEIGHBOURS, count - 1), minDist: 0.1, random });
  const rows = Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
  const epochs = umap.initializeFit(rows);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    onProgress?.((epoch + 1) / epochs);
    await pause();
    signal?.throwIfAborted();
  }
  return Float64Array.from(umap.getEmbedding().flat());
}

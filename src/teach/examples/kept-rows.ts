import type { EmbeddingRows } from '../../decisions/embedding-rows.js';
import { normalise } from '../data/normalisation.js';
import type { TeachingData } from '../data/teaching-data.js';
import { ROW_DISTANCE } from './embed.js';

/**
 * Normalises one row of every 80 ms of live sound: neighbours differ little. Which rows these are depends on their time alone, not on how
 * the sound is cut into steps.
 * @param time of the first row, seconds
 * @param embedding `[rows × width]`, row-major
 * @param rowSeconds distance between its rows, seconds
 */
export function keptRows(
  { normalisation, hash }: Pick<TeachingData, 'normalisation' | 'hash'>,
  time: number,
  embedding: Float32Array,
  rowSeconds: number,
): EmbeddingRows {
  const { width, size } = normalisation;
  const every = Math.max(1, Math.round(ROW_DISTANCE / rowSeconds));
  const first = Math.round(time / rowSeconds);
  const kept = Array.from({ length: embedding.length / width }, (_, row) => row).filter(
    (row) => (first + row + 1) % every === 0,
  );
  const values = new Float32Array(kept.length * width);
  kept.forEach((row, i) => values.set(embedding.subarray(row * width, (row + 1) * width), i * width));
  return {
    time: time + (kept[0] ?? 0) * rowSeconds,
    rowSeconds: every * rowSeconds,
    size,
    values: normalise(normalisation, values),
    network: hash,
  };
}

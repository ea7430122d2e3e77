/**
 * Rows of scores and the frames that belong to them. A network gives a row every 20 ms, or every multiple of it. A row begins
 * where its first frame begins.
 */
import { HOP_SECONDS, type FeatureGeometry } from './log-mel-parameters.js';

/**
 * Returns the number of frames of `LOG_MEL_64` per row.
 * @param rowSeconds distance between rows, seconds
 */
export function framesPerRow(rowSeconds: number): number {
  return Math.round(rowSeconds / HOP_SECONDS);
}

/**
 * Returns the number of rows of a step: the fewest that last at least as long as `stepFrames` frames of 20 ms.
 * @param rowSeconds distance between rows, seconds
 */
export function rowsPerStep(stepFrames: number, rowSeconds: number): number {
  return Math.ceil(stepFrames / framesPerRow(rowSeconds));
}

/** Returns how far the last frame of a row looks beyond the end of the row, seconds. */
export function lookAhead({ windowSeconds, hopSeconds }: FeatureGeometry): number {
  return windowSeconds - hopSeconds;
}

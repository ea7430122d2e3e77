/**
 * Turns an embedding into values with which sounds can be compared. Within a recording, and when its level or its room changes, all
 * directions vary about equally; the directions in which recordings differ most are kept. Then long
 * rows are shortened, so that the direction counts more than the length. Teaching and scoring use this one function.
 */
export interface Normalisation {
  /** Values of an embedding. */
  readonly width: number;
  /** Values after normalisation. */
  readonly size: number;
  /** Mean embedding of the training data, `[width]`. */
  readonly mean: Float32Array;
  /** Whitening by the shrunk covariance within recordings, restricted to the directions that are kept, `[size × width]`, row-major. */
  readonly projection: Float32Array;
}

/** How far the length of a row is evened out: 0 not at all, 1 completely. */
const LENGTH_EXPONENT = 0.5;
/** Smallest mean square of a row; keeps the length of a row of zeros finite. */
const FLOOR = 1e-6;

/**
 * Normalises embeddings.
 *
 * @param embedding `[rows × width]`, row-major
 * @returns `[rows × size]`, row-major
 */
export function normalise({ width, size, mean, projection }: Normalisation, embedding: Float32Array): Float32Array {
  const rows = embedding.length / width;
  const normalised = new Float32Array(rows * size);
  const centred = new Float64Array(width);
  const projected = new Float64Array(size);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) centred[i] = embedding[row * width + i]! - mean[i]!;
    let squares = 0;
    for (let k = 0; k < size; k++) {
      const first = k * width;
      let sum = 0;
      for (let i = 0; i < width; i++) sum += projection[first + i]! * centred[i]!;
      projected[k] = sum;
      squares += sum * sum;
    }
    const scale = (squares / size + FLOOR) ** (-LENGTH_EXPONENT / 2);
    for (let k = 0; k < size; k++) normalised[row * size + k] = projected[k]! * scale;
  }
  return normalised;
}

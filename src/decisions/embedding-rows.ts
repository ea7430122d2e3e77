/** Normalised embeddings of a step, one every 80 ms: what the heads read, made comparable as for teaching. */
export interface EmbeddingRows {
  /** Session time of the first of them, seconds. */
  readonly time: number;
  /** Distance between rows, seconds. */
  readonly rowSeconds: number;
  /** Values of a row. */
  readonly size: number;
  /** `[rows × size]`, row-major; some steps have no row. */
  readonly values: Float32Array;
  /** Hash of the network and its normalisation, lower-case hex. Rows of other networks cannot be compared. */
  readonly network: string;
}

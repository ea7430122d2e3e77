import type { ModelManifest } from './manifest.js';

export interface ModelTensor {
  readonly shape: readonly number[];
  /** Row-major, all finite. */
  readonly values: Float32Array;
}

/** A whole, checked model: what `loadModel` returns. */
export interface Model {
  readonly manifest: ModelManifest;
  /** By name, as `models/FORMAT.md` names them. */
  readonly tensors: ReadonlyMap<string, ModelTensor>;
}

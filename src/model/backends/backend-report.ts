/** What computes the network. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** What was tried for one candidate. Exactly one of `millisecondsPerStep` and `reason` is there. */
export interface BackendMeasurement {
  readonly backend: BackendName;
  /** Median time of one step of the real model with read-back, in milliseconds. */
  readonly millisecondsPerStep?: number;
  /** Why it could not be used or was not measured, in words. */
  readonly reason?: string;
}

export interface BackendReport {
  readonly backend: BackendName;
  readonly requested: BackendName | 'auto';
  /** Why this one, in words for the status line. */
  readonly reason: string;
  readonly measurements: readonly BackendMeasurement[];
  /** The one before, where it was lost while listening. */
  readonly lost?: BackendName;
}

/** Backends that can compute the network. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** Result of trying one candidate backend. Exactly one of `millisecondsPerStep` and `reason` is present. */
export interface BackendMeasurement {
  readonly backend: BackendName;
  /** Median time of one step of the real model including read-back, ms. */
  readonly millisecondsPerStep?: number;
  /** Why the backend was unusable or not measured, in words. */
  readonly reason?: string;
}

export interface BackendReport {
  readonly backend: BackendName;
  readonly requested: BackendName | 'auto';
  /** Why this backend was chosen, in words for the status line. */
  readonly reason: string;
  readonly measurements: readonly BackendMeasurement[];
  /** The failed backend that this one replaced while listening. */
  readonly lost?: BackendName;
}

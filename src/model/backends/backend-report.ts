/** Backends that can compute the network. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** Result of trying one candidate backend. Exactly one of `millisecondsPerStep` and `reason` is present. */
export interface BackendMeasurement {
  /** The candidate. */
  readonly backend: BackendName;
  /** Median time of one step of the real model including read-back, ms. */
  readonly millisecondsPerStep?: number;
  /** Why the backend was unusable or not measured, in words. */
  readonly reason?: string;
}

/** The backend that computes the network, and how it was chosen. */
export interface BackendReport {
  /** Backend that computes the network. */
  readonly backend: BackendName;
  /** Backend set by the option. */
  readonly requested: BackendName | 'auto';
  /** Why this backend was chosen, in words for the status line. */
  readonly reason: string;
  /** Results of the candidates. */
  readonly measurements: readonly BackendMeasurement[];
  /** The failed backend that this one replaced while listening. */
  readonly replaced?: BackendName;
}

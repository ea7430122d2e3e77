import type { EvaluationFigures } from '../../evaluation/evaluation.js';
import type { BackendName } from '../../model/backends/backend-report.js';

/**
 * Content of the file that `pinna evaluate --json` writes. Shares are 0 to 1, times are seconds. null means that there is
 * nothing to measure.
 */
export interface EvaluationReport extends EvaluationFigures {
  readonly format: 'pinna-evaluation';
  readonly formatVersion: 1;
  /** `weights` is the SHA-256 of the model's weights, which distinguishes versions of a model. */
  readonly model: { readonly name: string; readonly version: string; readonly weights: string };
  readonly backend: BackendName;
  readonly chunk: number;
  readonly split: string | null;
  readonly clips: {
    readonly listed: number;
    readonly evaluated: number;
    readonly failed: readonly { readonly path: string; readonly message: string }[];
    /** Paths of recordings shorter than a frame. */
    readonly tooShort: readonly string[];
    readonly hours: number;
  };
  /**
   * Computing time (features, network, decisions), seconds per second of sound; null if all outputs of the network were
   * stored.
   */
  readonly costPerSecond: number | null;
  readonly warnings: readonly string[];
}

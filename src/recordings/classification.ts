import type { RecordingDescriptors } from '../descriptors/descriptors.js';
import type { BackendReport } from '../model/backends/backend-report.js';
import type { ClipSummary } from '../engine/whole-clip.js';
import type { ModelInfo } from '../worker/contract.js';

/** What was heard in a whole recording. All times are seconds from its start. */
export interface Classification extends Omit<ClipSummary, 'rhythm'> {
  readonly model: ModelInfo;
  readonly backend: BackendReport;
  /** Of the samples that were heard, Hz. */
  readonly sampleRate: number;
  /** Per head the clip's scores, `[classes]`, by the head's own pooling. */
  readonly clip: Readonly<Record<string, Float32Array>>;
  /** Per head: calibrated frame scores `[frames × classes]`, row-major, 0 to 1. Frame i begins at `i · hopSeconds`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[frames × bands]`, row-major, dB; undefined unless wanted. */
  readonly features: Float32Array | undefined;
  /** Undefined unless wanted. */
  readonly descriptors: RecordingDescriptors | undefined;
}
